"""A plan for the next three days reaches three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handrail.clinical.triage.coping_plan import is_inside

NOW = datetime(2026, 11, 19, 14, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "inside"), [(-1, False), (0, False), (1, True), (72 * 60, True), (72 * 60 + 1, False)]
)
def test_what_is_planned_lies_ahead_and_within_three_days(minutes, inside):
    assert is_inside(NOW, NOW + timedelta(minutes=minutes)) is inside
