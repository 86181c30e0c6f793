"""Cases, and a worker's own tie to a person."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Case, Conflict
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import places, show
from handrail.interfaces.staff.office_forms import CaseForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.office import cases as cases_of
from handrail.interfaces.staff.queries.record import record_of


@staff_page(("consents", "read"), ("emergency_access", "read"))
def cases(request: HttpRequest) -> HttpResponse:
    """Cases the reader opened, may approve, or reads under."""
    act: Act = request.act  # type: ignore[attr-defined]
    if all(place.name != "emergencies" for place in places(act)):
        raise Http404
    if request.method != "POST":
        return _cases(request)
    if not keeps_privacy(act):
        raise Http404
    return _opened(request, act)


def _opened(request: HttpRequest, act: Act) -> HttpResponse:
    form = _form(act, request)
    if not form.is_valid():
        return _cases(request, form)
    given = form.cleaned_data
    try:
        consent.open_case(
            given["number"], purpose=Case.Purpose(given["purpose"]), reader=given["reader"],
            role=Case.Role(given["role"]), people=given["people"], until_at=form.ends(), act=act,
            agreement=given["agreement"],
        )  # fmt: skip
    except consent.NotACase:
        form.add_error(None, _("Check the number, the reader, the end and the agreement."))
        return _cases(request, form)
    return redirect("staff:cases")


def _form(act: Act, request: HttpRequest | None = None) -> CaseForm:
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    return CaseForm(request.POST if request else None, act=act, today=today, auto_id="case-%s")


def _cases(request: HttpRequest, sent: Form | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    form = (sent or _form(act)) if keeps_privacy(act) else None
    page = {"cases": cases_of(act), "form": form, "office": keeps_privacy(act)}
    return show(request, "staff/cases.html", page, here="emergencies", status=AGAIN if sent else 200)


@staff_page(("consents", "read"), ("emergency_access", "read"))
@posted
def case_approval(request: HttpRequest, case_id: int) -> HttpResponse:
    """A second person approves."""
    consent.approve_case(get_object_or_404(Case, pk=case_id), act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:cases")


@staff_page(("consents", "read"), ("emergency_access", "read"))
@posted
def case_closing(request: HttpRequest, case_id: int) -> HttpResponse:
    consent.close_case(get_object_or_404(Case, pk=case_id), act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:cases")


@staff_page(("demographics", "read"))
@posted
def own_tie(request: HttpRequest, person_id: int) -> HttpResponse:
    """I know this person: their record is closed to me from the next request on."""
    act: Act = request.act  # type: ignore[attr-defined]
    record, tie = record_of(person_id, act), request.POST.get("tie")
    if tie not in Conflict.Tie.values or act.actor is None:
        raise Http404
    consent.note_conflict(record.person, act.actor, tie=Conflict.Tie(tie), act=act)
    return redirect("staff:people")
