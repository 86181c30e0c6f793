"""Whoever is not signed in is asked to sign in, at every address, by every method; what is open is on a list."""

from __future__ import annotations

import pytest
from django.db import transaction

from handrail.foundation.ledger.models import Entry, Viewing
from tests.trust.routes import PUBLIC, ROUTES

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
CLOSED = [route for route in ROUTES if route.name not in PUBLIC]


def test_every_address_that_is_open_is_on_the_list():
    assert {route.name for route in ROUTES if route.door == "open"} == set(PUBLIC)


@pytest.mark.parametrize("route", CLOSED, ids=lambda route: route.name)
def test_a_stranger_is_asked_to_sign_in_whatever_they_send(world, stranger, route):
    before = Entry.objects.count(), Viewing.objects.count()
    for address in {route.at(world.named(route)), route.at(world.missing(route))}:
        for method in METHODS:
            answer = getattr(stranger, method)(address)
            assert answer.status_code == 302, (method, address)
            assert _asks_to_sign_in(answer["Location"], address), (method, address)
            assert answer.content == b"", (method, address)
    assert (Entry.objects.count(), Viewing.objects.count()) == before


def _asks_to_sign_in(location: str, address: str) -> bool:
    """At once, or by way of the page that the form stands on: that one has its own door and says nothing of an id."""
    there = next((route for route in CLOSED if not route.takes and route.at({}) == location), None)
    return location == f"/sign-in/?next={address}" or there is not None


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_open_answers_a_stranger_and_names_nobody(world, stranger, name):
    route = next(route for route in ROUTES if route.name == name)
    for method in METHODS:
        with transaction.atomic():
            answer = getattr(stranger, method)(route.at(world.named(route)))
        # A secret that opens nothing, and a link that did its work or never was one.
        unknown = {"staff:calendar_feed": {404}, "answer": {410}, "client:for_somebody": {410}}.get(
            name, set()
        )
        assert answer.status_code in {200, 204, 302, 405, 409, 422, 503} | unknown, method
        for person in world.cast.people.values():
            assert person.preferred_name not in answer.content.decode(errors="replace")
