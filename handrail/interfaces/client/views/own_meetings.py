"""Meetings of one's own programs under a name one chose, and saying that one was there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.aliases import NotAnAlias
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering, MeetingName, Occasion
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.circles import NOT_A_NAME
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.meeting_forms import FindForm
from handrail.interfaces.client.queries.meetings import finder_page
from handrail.interfaces.client.queries.own_meetings import alias_form, own_meetings
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

OWN = ("demographics", "write")


@posts("client:meetings")
@client_page(OWN)
def coming(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """I come, under a name of mine; whoever came before has one."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    rows = Gathering.objects.by_alias_for(act).going_on().exclude(lead=act.actor)
    one = get_object_or_404(rows.select_related("lead"), pk=gathering_id)
    had = MeetingName.objects.filter(gathering=one, person=act.actor).first()
    form = alias_form(one, {"alias": had.alias} if had else request.POST)
    if form.is_valid():
        try:
            scheduling.choose_meeting_name(one, form.cleaned_data["alias"], act=act)
        except NotAnAlias as refused:
            form.add_error("alias", str(NOT_A_NAME[refused.why]))
        else:
            return _told("coming")
    shown = finder_page(act, FindForm({}, today=local(act.actor, act.at).date()))
    shown["own"] = own_meetings(act, (one.pk, form))
    return page(request, "client/meetings.html", shown, here="plan", status=422)


@posts("client:meetings")
@client_page(OWN)
def coming_end(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """I go there no more."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(
        MeetingName.objects.of(act.actor).select_related("gathering"), gathering=gathering_id
    )
    scheduling.end_meeting_name(mine.gathering, act=act)
    return redirect(f"{reverse('client:meetings')}?told=not-coming")


@posts("client:week")
@client_page(OWN)
def there(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """I was there; or it was a mistake."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = MeetingName.objects.of(act.actor)
    rows = Occasion.objects.taking_place().filter(gathering__in=mine.values("gathering"))
    one = get_object_or_404(rows.select_related("gathering"), pk=occasion_id)
    if request.POST.get("word") == "back":
        scheduling.untick_there(one, mine.get(gathering=one.gathering), act=act)
        return _told("not-there")
    try:
        scheduling.say_there(one, act=act)
    except scheduling.NotNow:
        return _told("not-now-there")
    return _told("went")


def _told(word: str) -> HttpResponse:
    return redirect(f"{reverse('client:week')}?told={word}")
