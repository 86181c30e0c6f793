"""Somebody of a partner tells us that a person needs help now; they read that we have it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.foundation.consent.models import Packet
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import organisation
from handrail.interfaces.doorkeeper import partner_page
from handrail.interfaces.help_form import key_of, told
from handrail.interfaces.partner.queries import organisation_of
from handrail.interfaces.posts import posts
from handrail.interfaces.reading_clock import on_the_clock_of
from handrail.interfaces.way_out import shown
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.moment import database_clock


@posts("partner:people")
@partner_page(("crisis_episodes", "write"))
def help_needed(request: HttpRequest, person_id: int) -> HttpResponse:
    """Whatever was typed is taken: nobody who tells us is sent back for a character."""
    act: Act = replace(request.act, at=database_clock(), memo={})  # type: ignore[attr-defined]
    house = organisation_of(act)
    packets = Packet.objects.at(act.at).filter(recipient=house, person=person_id)
    person = Person.objects.filter(pk__in=packets.values("person")).first()
    if person is None:
        raise Http404
    crisis.tell_us_as_partner(person, key=key_of(request), **told(request), act=act)
    page = {
        "page": {"recipient": house},
        "house": organisation().name,
        "worker": act.actor,
        "received": act.at,
    }
    with on_the_clock_of(act.actor):
        return shown(render(request, "partner/received.html", page, status=201))
