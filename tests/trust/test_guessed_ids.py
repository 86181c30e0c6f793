"""Theo and Omar guess: what is Maya's answers them as what does not exist, byte for byte."""

from __future__ import annotations

import pytest

from handrail.foundation.ledger.models import Entry, Viewing
from tests.trust.answers import same
from tests.trust.routes import NOT_IDS, ROUTES

GUESSED = [route for route in ROUTES if set(route.takes) - set(NOT_IDS.get(route.name, {}))]


@pytest.mark.parametrize("who", ["theo", "omar"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", GUESSED, ids=lambda route: route.name)
def test_what_is_mayas_and_what_does_not_exist_are_the_same_to(world, route, method, who):
    browser = world.cast.browser(world.cast.people[who])
    before = Entry.objects.count(), Viewing.objects.count()
    hers, nobodys = route.at(world.named(route)), route.at(world.missing(route))
    same(getattr(browser, method)(hers), getattr(browser, method)(nobodys), hers, nobodys)
    assert (Entry.objects.count(), Viewing.objects.count()) == before


@pytest.mark.parametrize("route", GUESSED, ids=lambda route: route.name)
def test_the_guess_would_have_been_right(world, route):
    """The world is not empty: somebody is answered otherwise at the same address, so the test above can fail."""
    address = route.at(world.named(route))
    assert any(
        getattr(world.cast.browser(world.cast.people[who]), method)(address).status_code != 404
        for who in ("priya", "maya", "elin", "noor", "ravi", "hana", "marit", "rosa")
        for method in ("get", "post")
    )
