"""What somebody of a partner says: to one person who waits, and about their own room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import partner_page
from handrail.interfaces.partner.forms import AnswerForm, RoomForm
from handrail.interfaces.partner.queries import list_page, organisation_of
from handrail.interfaces.partner.views import drawn
from handrail.interfaces.posts import posts
from handrail.interfaces.way_out import shown
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Referral, Service

#: Something sent needs another look; nothing was changed.
AGAIN = 422


@posts("partner:people")
@partner_page(("referrals", "write"), ("referrals", "read"))
def referral_answer(request: HttpRequest, referral_id: int) -> HttpResponse:
    """A place, a waiting list, not this time, a question, a first visit."""
    act: Act = request.act  # type: ignore[attr-defined]
    referral = get_object_or_404(Referral.objects.visible_to(act), pk=referral_id)
    assert act.actor is not None
    form = AnswerForm(request.POST, reader=act.actor, auto_id=f"answer-{referral.pk}-%s")
    if form.is_valid():
        try:
            _answer(referral, form.cleaned_data, act)
            return redirect("partner:people")
        except ValueError as refused:
            form.add_error(None, str(refused))
    return _people(request, 1, (referral.pk, form), AGAIN)


@posts("partner:people")
@partner_page(("referrals", "write"), ("referrals", "read"))
def room(request: HttpRequest, service_id: int) -> HttpResponse:
    """Whether a service of theirs has room."""
    act: Act = request.act  # type: ignore[attr-defined]
    theirs = Service.objects.listed().filter(provider__recipient=organisation_of(act))
    service = get_object_or_404(theirs, pk=service_id)
    form = RoomForm(request.POST, auto_id=f"room-{service.pk}-%s")
    if not form.is_valid():
        return _people(request, 1, (service.pk, form), AGAIN)
    cases.say_room(service, **form.cleaned_data, act=act)
    return redirect("partner:people")


def _answer(referral: Referral, given: dict[str, Any], act: Act) -> None:
    answers: dict[str, Any] = {
        "accept": lambda: cases.accept(referral, act=act),
        "waiting": lambda: cases.put_on_waiting_list(referral, act=act),
        "decline": lambda: cases.decline(referral, reason=given["reason"], words=given["words"], act=act),
        "note": lambda: cases.note(referral, words=given["words"], act=act),
        "visit": lambda: cases.plan_visit(referral, visit_at=given["visit_at"], act=act),
        "visited": lambda: cases.visited(referral, act=act),
    }
    answers[given["answer"]]()


def _people(
    request: HttpRequest, number: int, sent: tuple[int, AnswerForm | RoomForm] | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    page = list_page(request.act, number, sent)  # type: ignore[attr-defined]
    return shown(drawn(request, "partner/people.html", page, status), *page.handed, *page.waiting.handed)
