"""A missing check-in counts only where one could be expected: below, at and above the hours we were out."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.clinical.early_warning.expected import is_expected, shows_change, time_out

HOUR = timedelta(hours=1)
EIGHT = datetime(2026, 11, 19, 8, tzinfo=UTC)
HOURS = (EIGHT, EIGHT + 16 * HOUR)


@pytest.mark.parametrize(
    ("away", "out", "counts"),
    [(False, 0, True), (False, 3.9, True), (False, 4, False), (False, 16, False), (True, 0, False)],
)
def test_a_day_away_or_with_four_hours_of_an_outage_does_not_count(away, out, counts):
    assert is_expected(away=away, out=out * HOUR) is counts
    assert not is_expected(away=away, out=out * HOUR, asked=False)


@pytest.mark.parametrize(
    ("weekdays", "seen"), [({3}, False), ({3, 6}, True), ({0, 2, 4}, True), (range(7), True)]
)
def test_one_day_a_week_fills_no_window(weekdays, seen):
    assert shows_change(weekdays) is seen


@pytest.mark.parametrize(
    ("outages", "hours"),
    [([], 0), ([(-6, 0)], 0), ([(-6, 3)], 3), ([(2, 3), (5, 8)], 4), ([(15, 40)], 1), ([(-9, 99)], 16), ([(16, 20)], 0)],
)  # fmt: skip
def test_only_what_lies_within_the_hours_of_the_day_is_counted(outages, hours):
    spans = [(EIGHT + since * HOUR, EIGHT + until * HOUR) for since, until in outages]
    assert time_out(spans, HOURS) == hours * HOUR
