"""Every address has a doorkeeper, and a cell in the access matrix."""

from __future__ import annotations

from django.urls import URLPattern, get_resolver

from handrail.foundation.consent.matrix import matrix, resources

ACTIONS = {"read", "write", "append"}
DOORS = {"open", "member", "client", "staff", "partner", "supporter", "tablet"}


def addresses(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback
        else:
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))


ALL = sorted(addresses(), key=lambda found: found[0])


def test_every_address_has_a_door_and_its_cells():
    for address, view in ALL:
        door = getattr(view, "door", None)
        assert door in DOORS, f"/{address} has no doorkeeper"
        assert view.cells or door in {"open", "member"}, f"/{address} names no cell of the access matrix"
        for resource, action in view.cells:
            assert (resource in resources(), action in ACTIONS) == (True, True), (address, resource, action)


def test_a_door_opens_only_where_some_role_of_it_may():
    roles = {
        "client": ["client"],
        "partner": ["community_partner"],
        "supporter": ["supporter"],
        "staff": [r for r in matrix() if r not in {"client", "supporter"}],
        "tablet": [r for r in matrix() if r not in {"client", "supporter"}],
    }
    for address, view in ALL:
        for resource, action in view.cells:
            may = [r for r in roles[view.door] if matrix()[r][resource].rule(action) != "none"]
            assert may, (address, resource, action)
