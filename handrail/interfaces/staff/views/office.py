"""What the privacy officer decides: requests of people, who stays away, who reads a restricted record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import Conflict, RestrictedRecord, Restriction
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.office_forms import AnswerForm, ConflictForm, ReaderForm, RestrictedRecordForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.office import closed, requests

#: How the fields of the two forms of one page are told apart.
TIE, RECORD = "tie-%s", "record-%s"

View = Callable[..., HttpResponse]


def office(view: View) -> View:
    """For the privacy officer; to anybody else there is no such page."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not keeps_privacy(request.act):  # type: ignore[attr-defined]
            raise Http404
        return view(request, *args, **kwargs)

    return staff_page(("consents", "write"))(through)


@office
def restrictions(request: HttpRequest) -> HttpResponse:
    """What people ask to keep from somebody."""
    return _requests(request)


def _requests(request: HttpRequest, sent: tuple[int, Form] | None = None) -> HttpResponse:
    page = {"requests": requests(request.act, sent)}  # type: ignore[attr-defined]
    return show(request, "staff/restrictions.html", page, here="emergencies", status=AGAIN if sent else 200)


@office
@posted
def restriction_answer(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Agree or not, with what the person reads."""
    act: Act = request.act  # type: ignore[attr-defined]
    seen = Restriction.objects.filter(person__in=keys_for(act, "consents", "write"))
    asked = get_object_or_404(seen, pk=restriction_id)
    form = AnswerForm(request.POST, asked=asked, act=act, auto_id=f"answer-{asked.pk}-%s")
    if not form.is_valid():
        return _requests(request, (asked.pk, form))
    try:
        _decide(asked, form, request.POST.get("decision", ""), act)
    except consent.NobodyNamed:
        form.add_error("against", _("Please choose whom this is against."))
        return _requests(request, (asked.pk, form))
    return redirect("staff:restrictions")


def _decide(asked: Restriction, form: AnswerForm, decision: str, act: Act) -> None:
    answer = form.cleaned_data["answer"]
    # Whoever decided it first is right, and so is the person who ended it meanwhile.
    with suppress(consent.IllegalMove):
        if decision == "agree":
            consent.agree_restriction(asked, answer=answer, act=act, against=form.against())
        elif decision == "decline" and not asked.ground:
            consent.decline_restriction(asked, answer=answer, act=act)
        else:
            raise Http404


@office
def closed_records(request: HttpRequest) -> HttpResponse:
    """Who stays away from whom, and the records that only a list opens."""
    return _closed(request)


def _closed(
    request: HttpRequest, *, tie: ConflictForm | None = None, record: RestrictedRecordForm | None = None,
    told: str = "",
) -> HttpResponse:  # fmt: skip
    act: Act = request.act  # type: ignore[attr-defined]
    page = {
        "conflict_form": tie or ConflictForm(act=act, auto_id=TIE),
        "record_form": record or RestrictedRecordForm(act=act, auto_id=RECORD),
        "closed": closed(act),
        "told": told,
    }
    status = AGAIN if tie or record or told else 200
    return show(request, "staff/closed.html", page, here="emergencies", status=status)


@office
@posted
def conflicts(request: HttpRequest) -> HttpResponse:
    """Write down that a worker stands too close to a person."""
    act: Act = request.act  # type: ignore[attr-defined]
    form = ConflictForm(request.POST, act=act, auto_id=TIE)
    if not form.is_valid() or form.person is None:
        return _closed(request, tie=form)
    tie = Conflict.Tie(form.cleaned_data["tie"])
    consent.note_conflict(form.person, form.cleaned_data["reader"], tie=tie, act=act)
    return redirect("staff:closed")


@office
@posted
def conflict_end(request: HttpRequest, conflict_id: int) -> HttpResponse:
    consent.end_conflict(get_object_or_404(Conflict, pk=conflict_id), act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:closed")


@office
@posted
def restricted_records(request: HttpRequest) -> HttpResponse:
    """Close a record to all but a list."""
    act: Act = request.act  # type: ignore[attr-defined]
    form = RestrictedRecordForm(request.POST, act=act, auto_id=RECORD)
    if not form.is_valid() or form.person is None:
        return _closed(request, record=form)
    reason = RestrictedRecord.Reason(form.cleaned_data["reason"])
    consent.restrict_record(form.person, reason=reason, readers=form.cleaned_data["readers"], act=act)
    return redirect("staff:closed")


@office
@posted
def restricted_readers(request: HttpRequest, record_id: int) -> HttpResponse:
    """One more reader, or one fewer."""
    act: Act = request.act  # type: ignore[attr-defined]
    record = get_object_or_404(RestrictedRecord, pk=record_id)
    if request.POST.get("remove", "").isdecimal():
        reader = get_object_or_404(Person, pk=int(request.POST["remove"][:18]))
        try:
            consent.unlist_reader(record, reader, act=act)
        except consent.NoOfficerListed:
            return _closed(request, told="officer")
        return redirect("staff:closed")
    form = ReaderForm(request.POST, act=act)
    if form.is_valid():
        consent.list_reader(record, form.cleaned_data["reader"], act=act)
    return redirect("staff:closed")


@office
@posted
def restricted_record_end(request: HttpRequest, record_id: int) -> HttpResponse:
    consent.reopen_record(get_object_or_404(RestrictedRecord, pk=record_id), act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:closed")
