"""Somebody's referrals: a service is proposed, asked, answered, visited, and it helped or not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.directory_forms import DirectoryForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.queries.referrals import referrals_of
from handrail.interfaces.staff.referral_forms import MoveForm, ProposalForm
from handrail.interfaces.staff.words.needs import standings
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Referral
from handrail.pillars.case_management.needs import needs_of


@staff_page(("referrals", "read"), ("referrals", "append"))
def referrals(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything under way for one person; a service is proposed here."""
    if request.method != "POST":
        return _page(request, person_id)
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    form = ProposalForm(request.POST, auto_id="propose-%s")
    if form.is_valid():
        try:
            cases.propose(record.person, act=record.act, **form.cleaned_data)
            return redirect("staff:referrals", person_id)
        except (cases.ServiceClosed, cases.AlreadyAsked) as refused:
            form.add_error("service", str(refused))
    return _page(request, person_id, proposal=form)


@staff_page(("referrals", "write"), ("referrals", "read"))
@posted
def referral_move(request: HttpRequest, referral_id: int) -> HttpResponse:
    """One step of one referral."""
    act: Act = request.act  # type: ignore[attr-defined]
    referral = get_object_or_404(Referral.objects.visible_to(act), pk=referral_id)
    assert act.actor is not None
    form = MoveForm(request.POST, reader=act.actor, auto_id=f"r{referral.pk}-%s")
    if form.is_valid():
        try:
            _move(referral, form.cleaned_data, act)
            return redirect("staff:referrals", referral.person_id)
        except ValueError as refused:
            form.add_error(NON_FIELD_ERRORS, str(refused))
    return _page(request, referral.person_id, sent=(referral.pk, form))


def _move(referral: Referral, given: dict[str, Any], act: Act) -> None:
    ends = {"outcome": given["outcome"], "words": given["words"]}
    moves: dict[str, Any] = {
        "send": lambda: cases.send(referral, consent=_consent(referral, given), act=act),
        "ask_by_link": lambda: cases.ask_by_link(referral, act=act),
        "accept": lambda: cases.accept(referral, act=act),
        "waiting": lambda: cases.put_on_waiting_list(referral, act=act),
        "decline": lambda: cases.decline(referral, reason=given["outcome"], words=given["words"], act=act),
        "plan_visit": lambda: cases.plan_visit(referral, visit_at=given["visit_at"], act=act),
        "visited": lambda: cases.visited(referral, act=act),
        "did_not_come": lambda: cases.did_not_come(referral, act=act),
        "tell_outcome": lambda: cases.tell_outcome(referral, **ends, act=act),
        "give_up": lambda: cases.give_up(referral, **ends, act=act),
        "take_over": lambda: _take_over(referral, act),
        "see": lambda: cases.see(referral, act=act),
        "take_back": lambda: cases.take_back(referral, words=given["words"], act=act),
    }  # fmt: skip
    moves[given["move"]]()


def _take_over(referral: Referral, act: Act) -> None:
    assert act.actor is not None
    cases.hand_over(referral, to=act.actor, act=act)


def _consent(referral: Referral, given: dict[str, Any]) -> Consent:
    return get_object_or_404(Consent.objects.filter(person=referral.person), pk=given["consent"])


def _page(
    request: HttpRequest, person_id: int, *, proposal: Form | None = None, sent: tuple[int, MoveForm] | None = None
) -> HttpResponse:  # fmt: skip
    record = record_of(person_id, request.act, "referrals")  # type: ignore[attr-defined]
    if not record.may("referrals"):
        raise Http404
    search = DirectoryForm(request.GET or None, auto_id="find-%s")
    asked = search.asked() if search.is_bound and search.is_valid() else None
    page = {
        "record": record, "tabs": record.tabs("referrals"), "found": referrals_of(record, asked, sent), "search": search,
        "looked": asked is not None, "proposal": proposal or ProposalForm(initial={"need": request.GET.get("need", "")}, auto_id="propose-%s"),
        "needs": needs_of(record.person, standings(), record.act), "plans_here": record.may("care_plan", "append"),
    }  # fmt: skip
    again = proposal is not None or sent is not None
    return show(request, "staff/referrals.html", page, here="people", status=AGAIN if again else 200)
