"""Somebody close reads to which sessions they are asked, and says whether they come."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.redisclosure import notice
from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.guests import asked_page
from handrail.interfaces.doorkeeper import supporter_page
from handrail.interfaces.posts import posts
from handrail.interfaces.way_out import shown
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Guest

READS = ("appointments", "read")


@supporter_page(READS)
def asked(request: HttpRequest) -> HttpResponse:
    """Each that is still to come; nothing else of anybody."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = asked_page(act)
    drawn = page(request, "client/asked.html", {"sessions": found.sessions, "notice": notice()})
    return shown(drawn, *found.handed)


@posts("client:asked")
@supporter_page(READS)
def asked_answer(request: HttpRequest, guest_id: int) -> HttpResponse:
    """Yes or no; another word later takes its place."""
    act: Act = request.act  # type: ignore[attr-defined]
    said = request.POST.get("answer", "")
    if said not in Guest.Answer.values:
        raise Http404
    guest = get_object_or_404(Guest.objects.asked_of(act), pk=guest_id)
    counseling.answer_invitation(guest, Guest.Answer(said), act=act)
    return redirect("client:asked")
