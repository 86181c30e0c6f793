"""My team, my choices, and who can see what I tell."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.clinical.instruments.errors import UnknownItem
from handrail.foundation.accounts import actions as accounts
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Grant
from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import CarePreferences
from handrail.interfaces.choices import carry_language, carry_look
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.me import me_page, team_page
from handrail.interfaces.client.queries.sharing import CHECK_INS, on_team
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.language import KNOWN
from handrail.interfaces.posts import posts

OWN = (("demographics", "write"),)


@client_page(("demographics", "read"), ("consents", "read"))
def team(request: HttpRequest) -> HttpResponse:
    return page(request, "client/team.html", team_page(request.act), here="team")  # type: ignore[attr-defined]


@client_page(("demographics", "read"), ("consents", "read"))
def me(request: HttpRequest) -> HttpResponse:
    return page(request, "client/me.html", me_page(request.act), here="me")  # type: ignore[attr-defined]


@client_page(*OWN)
def leave(request: HttpRequest) -> HttpResponse:
    """What Leave does, and what it cannot do."""
    return page(request, "client/leave.html", here="me")


@posts("client:me")
@client_page(*OWN)
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen in KNOWN:
        accounts.choose_language(chosen, act=request.act)  # type: ignore[attr-defined]
    return carry_language(_saved(), chosen)


@posts("client:me")
@client_page(*OWN)
def look(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("look", "")
    if chosen not in CarePreferences.Look.values:
        return redirect("client:me")
    accounts.choose_look(CarePreferences.Look(chosen), act=request.act)  # type: ignore[attr-defined]
    return carry_look(_saved(), chosen)


@posts("client:me")
@client_page(("checkins", "write"))
def third_question(request: HttpRequest) -> HttpResponse:
    act = request.act  # type: ignore[attr-defined]
    try:
        measures.choose_third_question(act.actor, request.POST.get("third_question", ""), act=act)
    except UnknownItem:
        return redirect("client:me")
    return _saved()


@posts("client:me")
@client_page(("consents", "write"))
def shares(request: HttpRequest) -> HttpResponse:
    """Let somebody of one's own team see one's check-ins."""
    act, asked = request.act, request.POST.get("reader", "")  # type: ignore[attr-defined]
    reader = on_team(act.actor, int(asked), act) if asked.isdecimal() and len(asked) < 19 else None
    if reader is None:
        raise Http404
    consent.grant(reader, CHECK_INS, act=act)
    return _saved("sharing")


@posts("client:me")
@client_page(("consents", "write"))
def share_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop: the reader's next request is refused."""
    act = request.act  # type: ignore[attr-defined]
    consent.withdraw(get_object_or_404(Grant, person=act.actor, pk=pk), act=act)
    return _saved("stopped")


def _saved(told: str = "saved") -> HttpResponse:
    return redirect(f"{reverse('client:me')}?told={told}")
