"""A matrix that asks for less than the released one is noticed, whichever cell was touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.foundation.consent.enforcement import is_enforced
from handrail.foundation.consent.matrix import matrix


def changed(role, resource, **other):
    cells = {name: dict(row) for name, row in matrix().items()}
    cells[role][resource] = replace(cells[role][resource], **other)
    return cells


def test_the_released_matrix_is_enforced():
    assert is_enforced()


@pytest.mark.parametrize(
    "edited",
    [
        ("counselor", "checkins", {"part2": ""}),
        ("community_partner", "care_plan", {"part2": "inside"}),
        ("integration", "sud_record", {"part2": "trusted"}),
        ("front_desk", "measures", {"read": "programme"}),
        ("administrator", "sud_record", {"read": "org", "part2": "inside"}),
        ("analyst", "checkins", {"glass": True}),
    ],
)
def test_a_cell_that_asks_for_less_or_opens_more_is_noticed(edited):
    role, resource, other = edited
    assert not is_enforced(changed(role, resource, **other))


def test_a_role_that_was_added_or_taken_away_is_noticed():
    assert not is_enforced({**matrix(), "helper": {}})
    assert not is_enforced({name: row for name, row in matrix().items() if name != "auditor"})
