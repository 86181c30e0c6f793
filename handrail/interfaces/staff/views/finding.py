"""Finding people: the list of a worker, and one person's card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.leads import take_lead
from handrail.interfaces.staff.finding_forms import AttemptForm, EndForm, NextForm, ReasonForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.finding import finding_list
from handrail.interfaces.staff.queries.finding_card import card_of, who_may_try
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Attempt, Lead, Search
from handrail.pillars.case_management.policy import LOOKS_FOR, may_look_for

TOLD = {
    "look": _l("On the list. The next try stands below."), "try": _l("Saved."), "slip": _l("Taken back."),
    "next": _l("Saved."), "end": _l("Ended. You can put them back at any time."), "seen": _l("Saved."), "lead": _l("Saved."),
}  # fmt: skip
#: A form by the name of what it does, and what is done with it once it holds.
Doing = tuple[Form, Callable[[], object]]


@staff_page(("care_plan", "read"), ("safe_contact", "read"))
def finding(request: HttpRequest) -> HttpResponse:
    """Whom I try next, and whom others try."""
    act: Act = request.act  # type: ignore[attr-defined]
    return show(request, "staff/finding.html", {"found": finding_list(act)}, here="finding")


@staff_page(
    ("care_plan", "read"), ("care_plan", "append"), ("safe_contact", "read"), ("safe_contact", "write")
)
@transaction.atomic
def finding_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows the card, and is written down; POST does one of the things that it offers."""
    act: Act = request.act  # type: ignore[attr-defined]
    record, sent = record_of(person_id, act, "care_plan", "safe_contact", team=LOOKS_FOR), {}
    if not (record.may("care_plan") and record.may("safe_contact")):
        raise Http404
    if request.method == "POST":
        name, form = _do(request, record)
        if form is None:
            return redirect(f"{request.path}?told={name}")
        sent = {name: form}
    card = card_of(record, sent)
    refused = [words for form in sent.values() for words in form.non_field_errors()] + _of_buttons(sent)
    page = {
        "card": card,
        "refused": refused,
        "key": uuid4(),
        "told_words": TOLD.get(request.GET.get("told", ""), ""),
    }
    return show(request, "staff/finding_of.html", page, here="finding", status=AGAIN if sent else 200)


def _of_buttons(sent: dict[str, Any]) -> list[str]:
    """What is wrong with what a button sent: it has no field of its own on the page."""
    hidden = ("reason", "tried", "key")
    return [str(words) for form in sent.values() for name in hidden for words in form.errors.get(name, [])]


def _do(request: HttpRequest, record: Record) -> tuple[str, Form | None]:
    """What was done by its name; with its form when it could not be done."""
    do, given = request.POST.get("do", ""), request.POST
    if do in {"lead", "lead_end"}:
        try:
            return "lead", take_lead(record.person, given, record.act)
        except Lead.DoesNotExist as nobodys:
            raise Http404 from nobodys
    ways: dict[str, Callable[[Any, Record], Doing]] = {
        "look": _look, "try": _try, "slip": _slip, "next": _next, "end": _end, "seen": _seen
    }  # fmt: skip
    if do not in ways or not may_look_for(record.act, record.person).allowed:
        raise Http404
    form, action = ways[do](given, record)
    return do, None if form.is_valid() and _done(form, action) else form


def _done(form: Form, action: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            action()
    except ValueError as refused:
        form.add_error(NON_FIELD_ERRORS, str(refused))
        return False
    return True


def _look(given: Any, record: Record) -> Doing:
    form, actor = ReasonForm(given), record.act.actor
    assert actor is not None

    def look() -> object:
        reason = Search.Reason(form.cleaned_data["reason"])
        return cases.look_for(record.person, reason=reason, owner=actor, act=record.act)

    return form, look


def _try(given: Any, record: Record) -> Doing:
    form = AttemptForm(given, auto_id="try-%s")

    def tell() -> object:
        way, outcome, number = form.cleaned_data["tried"]
        lead = Lead.objects.known(record.person).filter(pk=number).first() if number else None
        if number and lead is None:
            raise ValueError(
                _l("That place or person is not on the card any more. Nothing was saved; choose again.")
            )
        made = cases.Made(way, outcome, lead, form.cleaned_data["words"])
        return cases.log_attempt(record.person, made, key=form.cleaned_data["key"], act=record.act)

    return form, tell


def _slip(given: Any, record: Record) -> Doing:
    number = given.get("attempt", "")
    known = number.isascii() and number.isdecimal() and len(number) < 19
    mine = Attempt.objects.filter(person=record.person, by=record.act.actor)
    attempt = mine.filter(pk=int(number)).first() if known else None
    if attempt is None:
        raise Http404
    return Form({}), lambda: cases.withdraw_attempt(attempt, act=record.act)


def _next(given: Any, record: Record) -> Doing:
    actor, search = record.act.actor, _search(record)
    assert actor is not None
    form = NextForm(given, reader=actor, team=who_may_try(record), auto_id="next-%s")
    return form, lambda: cases.plan_next(search, **form.said(), act=record.act)


def _end(given: Any, record: Record) -> Doing:
    form, search = EndForm(given, auto_id="end-%s"), _search(record)

    def end() -> object:
        status = Search.Status(form.cleaned_data["status"])
        return cases.end_search(search, status=status, words=form.cleaned_data["words"], act=record.act)

    return form, end


def _seen(given: Any, record: Record) -> Doing:
    search = _search(record)
    return Form({}), lambda: cases.see_search(search, act=record.act)


def _search(record: Record) -> Search:
    search = Search.objects.visible_to(record.act).newest(record.person)
    if search is None:
        raise Http404
    return search
