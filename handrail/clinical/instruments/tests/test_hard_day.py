"""Below, at and above what makes a day hard."""

from __future__ import annotations

import pytest

from handrail.clinical.instruments.check_in import value_for
from handrail.clinical.instruments.hard_day import is_hard

HARD, STRONGEST = value_for("mood", "hard"), value_for("craving", "very_strong")


@pytest.mark.parametrize(
    ("mood", "craving", "hard"),
    [
        (None, None, False), (HARD, None, True), (HARD - 1, None, True), (HARD + 1, None, False), (0, None, True),
        (10, STRONGEST, True), (10, STRONGEST - 1, False), (None, STRONGEST, True), (None, 0, False),
    ],
)  # fmt: skip
def test_what_makes_a_day_hard(mood, craving, hard):
    assert is_hard(mood, craving) is hard
