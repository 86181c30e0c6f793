"""A level is written down, never computed; a review is due by what the organization set or by a chosen day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.clinical.levels_of_care.levels import DIMENSIONS, LEVELS, UnknownLevel, checked, review_due

LAST, DAY = date(2026, 11, 2), timedelta(days=1)


def test_the_levels_and_dimensions_are_those_of_the_source():
    assert list(LEVELS) == ["1.0", "1.5", "1.7", "2.1", "2.5", "2.7", "3.1", "3.5", "3.7", "4", "residence"]
    assert len(DIMENSIONS) == 6
    for level, words in LEVELS.items():
        medical = level.endswith(".7") or level == "4"
        assert ("medically managed" in words) == medical


def test_dimensions_stand_in_their_order_once_and_what_is_unknown_is_refused():
    assert checked("2.1", ("5", "1", "5")) == ("1", "5")
    assert checked("4", ()) == ()
    for level, dimensions in (("2.2", ()), ("", ()), ("2.1", ("7",))):
        with pytest.raises(UnknownLevel):
            checked(level, dimensions)


@pytest.mark.parametrize(
    ("days", "by_hand", "due"),
    [
        (None, None, None),  # nobody set anything: no number is made up
        (30, None, LAST + 30 * DAY),
        (None, LAST + 5 * DAY, LAST + 5 * DAY),
        (30, LAST + 29 * DAY, LAST + 29 * DAY),  # the sooner of the two
        (30, LAST + 30 * DAY, LAST + 30 * DAY),
        (30, LAST + 31 * DAY, LAST + 30 * DAY),
    ],
)
def test_a_review_is_due_by_the_sooner_of_what_was_set_and_what_was_chosen(days, by_hand, due):
    assert review_due(LAST, days, by_hand) == due
