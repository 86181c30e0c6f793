"""Every address has a doorkeeper, and a cell in the access matrix."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, get_resolver

from handrail.foundation.consent.matrix import matrix, resources

ACTIONS = {"read", "write", "append"}


def addresses(patterns=None, prefix=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback
        else:
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))


ALL = sorted(addresses(), key=lambda found: found[0])


@pytest.mark.parametrize(("address", "view"), ALL, ids=[address or "/" for address, _view in ALL])
def test_every_address_has_a_door_and_its_cells(address, view):
    door = getattr(view, "door", None)
    assert door in {"open", "member", "client", "staff", "partner", "tablet"}, f"/{address} has no doorkeeper"
    if door in {"client", "staff", "partner", "tablet"}:
        assert view.cells, f"/{address} names no cell of the access matrix"
    for resource, action in view.cells:
        assert resource in resources(), resource
        assert action in ACTIONS, action


@pytest.mark.parametrize(("address", "view"), ALL, ids=[address or "/" for address, _view in ALL])
def test_a_door_opens_only_where_some_role_of_it_may(address, view):
    roles = {
        "client": ["client"],
        "partner": ["community_partner"],
        "staff": [r for r in matrix() if r not in {"client", "supporter"}],
        "tablet": [r for r in matrix() if r not in {"client", "supporter"}],
    }
    for resource, action in view.cells:
        assert any(matrix()[role][resource].rule(action) != "none" for role in roles[view.door])
