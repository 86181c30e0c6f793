"""Choosing who walks with me: ask, take it back, go on with somebody else or with nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.peers import peers_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Match

AGAIN = 422
OWN = ("demographics", "write")


@client_page(("demographics", "read"), OWN)
def my_peer(request: HttpRequest) -> HttpResponse:
    """GET shows them; POST asks one of them."""
    act: Act = request.act  # type: ignore[attr-defined]
    if request.method != "POST":
        return page(request, "client/peers.html", peers_page(act), here="team")
    sent = request.POST.get("peer", "")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0
    peer = get_object_or_404(Person, pk=number)
    try:
        peers.choose_peer(peer, act=act)
    except peers.NoRoom:
        full = _("%(name)s has no room right now. Nothing was changed. You can ask somebody else.")
        trouble = {"trouble": full % {"name": peer.preferred_name}}
        return page(request, "client/peers.html", peers_page(act) | trouble, here="team", status=AGAIN)
    return _told("asked-peer")


@posts("client:my_peer")
@client_page(OWN)
def asking_end(request: HttpRequest) -> HttpResponse:
    """Take back what I asked; whoever walks with me stays."""
    act: Act = request.act  # type: ignore[attr-defined]
    for asked in Match.objects.visible_to(act).asked().filter(person=act.actor):
        peers.end_match(asked, act=act)
    return _told("peer-kept")


@posts("client:my_peer")
@client_page(OWN)
def peer_end(request: HttpRequest) -> HttpResponse:
    """Go on without a peer."""
    peers.go_on_alone(act=request.act)  # type: ignore[attr-defined]
    return _told("peer-ended")


def _told(word: str) -> HttpResponse:
    return redirect(f"{reverse('client:my_peer')}?told={word}")
