"""Meetings: to find, to say that I go, and my week."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.meeting_forms import FindForm, GoingForm
from handrail.interfaces.client.queries.meetings import finder_page, week_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Going, OpenMeeting
from handrail.pillars.peer_support.policy import peers_of

OWN = ("demographics", "write")


@client_page(("demographics", "read"), OWN)
def meetings(request: HttpRequest) -> HttpResponse:
    """What is on in the next seven days."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    form = FindForm(request.GET, today=local(act.actor, act.at).date())
    return page(request, "client/meetings.html", finder_page(act, form), here="plan")


@client_page(("appointments", "read"), ("group_attendance", "read"), ("demographics", "read"))
def week(request: HttpRequest) -> HttpResponse:
    """What is on, where I said I would go, who comes along."""
    return page(request, "client/week.html", week_page(request.act), here="plan")  # type: ignore[attr-defined]


@posts("client:meetings")
@client_page(OWN)
def going(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """I say that I go, alone or with my peer."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    meeting, form = (
        OpenMeeting.objects.listed().at_a_time().filter(pk=meeting_id).first(),
        GoingForm(request.POST),
    )
    if meeting is None or not form.is_valid():
        # A meeting that is gone from the list is nobody's secret: it is said, and looked for again.
        return _told("client:meetings", "not-then")
    company = None
    if form.cleaned_data["along"]:
        company = Person.objects.filter(pk__in=peers_of(act.actor, act)).order_by("pk").first()
    try:
        peers.say_going(meeting, form.cleaned_data["starts_at"], company=company, act=act)
    except peers.NotThen:
        return _told("client:meetings", "not-then")
    return _told("client:week", "going")


@posts("client:week")
@client_page(OWN)
def going_word(request: HttpRequest, going_id: int) -> HttpResponse:
    """I was there, or not this time."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Going.objects.visible_to(act).filter(person=act.actor), pk=going_id)
    if request.POST.get("word") == "went":
        if mine.starts_at > act.at:
            return _told("client:week", "not-yet")
        peers.say_went(mine, act=act)
        return _told("client:week", "went")
    peers.take_back_going(mine, act=act)
    return _told("client:week", "not-this-time")


def _told(where: str, word: str) -> HttpResponse:
    return redirect(f"{reverse(where)}?told={word}")
