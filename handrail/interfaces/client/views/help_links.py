"""An address for somebody close: the person makes and ends it, and whoever holds it tells us that help is needed."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.waiting import no_longer_than
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.help import database_answers, help_page
from handrail.interfaces.client.views.asking import ALTOGETHER, not_sent
from handrail.interfaces.doorkeeper import client_page, open_page
from handrail.interfaces.help_form import key_of, told
from handrail.interfaces.posts import posts
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.moment import database_clock

log = logging.getLogger(__name__)
WRITES = ("consents", "write")
GONE = 410


@posts("client:consents")
@client_page(WRITES)
def help_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Made new, and shown this once."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Consent.objects.select_related("recipient"), person=act.actor, pk=pk)
    try:
        token = crisis.make_help_link(mine, act=act)
    except ValueError:
        return redirect("client:consent", mine.pk)
    address = f"{settings.ADDRESS}{reverse('client:for_somebody', args=[token])}"
    context = {"address": address, "whom": mine.recipient.name, "number": mine.pk}
    return page(request, "client/help_link.html", context, here="me", status=201)


@posts("client:consents")
@client_page(WRITES)
def help_link_end(request: HttpRequest, pk: int) -> HttpResponse:
    """It works no more."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(Consent, person=act.actor, pk=pk)
    crisis.end_help_link(mine, act=act)
    return redirect("client:consent", mine.pk)


@open_page
def for_somebody(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the form and changes nothing; POST tells us. Nothing of anybody ever stands here."""
    act: Act = request.act  # type: ignore[attr-defined]
    try:
        with no_longer_than(ALTOGETHER):
            if not database_answers():
                return not_sent(request)
            if request.method == "POST":
                return _told(request, token, act)
            if crisis.help_link(token, act) is None:
                return _page(request, over=True, status=GONE)
    except (DatabaseError, KeysMissing) as trouble:
        log.warning("somebody close could not tell us: %s", type(trouble).__name__)
        return not_sent(request)
    return _page(request)


def _told(request: HttpRequest, token: str, act: Act) -> HttpResponse:
    now = Act(actor=None, at=database_clock(), via=act.via)
    try:
        crisis.tell_us_by_link(token, key=key_of(request), **told(request), act=now)
    except crisis.NoSuchLink:
        return _page(request, over=True, status=GONE, **told(request))
    return _page(request, received=now.at, status=201)


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    # Whoever holds the address may sit at somebody else's phone: nobody's own people and team stand here.
    context = help_page(request) | {"asks": False, "waits": False, "places": False, "key": uuid4()} | more
    return page(request, "client/for_somebody.html", context, here="help", status=status)
