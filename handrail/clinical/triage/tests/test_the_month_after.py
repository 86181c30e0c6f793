"""The month after, and the way back from emergency care: due times at and around their limits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.clinical.triage.staying_close import is_tried_again, may_end_unreached, month_from, repeated
from handrail.clinical.triage.way_back import FURTHEST, discharge_asked_at

NEW_YORK = ZoneInfo("America/New_York")
ENDED = datetime(2026, 10, 29, 3, 30, tzinfo=NEW_YORK)


def test_the_month_has_seven_contacts_inside_her_hours_across_the_change_of_the_clocks():
    due = month_from(ENDED, time(12), time(20))
    assert [(way, (at.date() - ENDED.date()).days, at.hour) for way, at in due] == [
        ("text", 4, 12), ("call", 7, 12), ("booster", 10, 12), ("call", 14, 12), ("text", 18, 12), ("booster", 21, 12), ("call", 28, 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "earliest", "latest", "kept"),
    [(3, None, None, 10), (14, None, None, 14), (23, None, None, 18), (9, time(9), time(17), 9), (18, time(9), time(17), 17), (12, time(20), time(8), 20)],
)  # fmt: skip
def test_the_hour_is_one_she_may_be_reached_at(hour, earliest, latest, kept):
    assert {at.hour for _way, at in month_from(ENDED.replace(hour=hour, minute=0), earliest, latest)} == {
        kept
    }


@pytest.mark.parametrize(
    ("tries", "ends", "again"),
    [(1, False, True), (2, False, True), (3, True, True), (4, True, True), (5, True, False)],
)
def test_three_to_five_tries(tries, ends, again):
    assert (may_end_unreached(tries), is_tried_again(tries)) == (ends, again)


@pytest.mark.parametrize(("days", "repeat"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_repeat_is_within_thirty_days(days, repeat):
    assert repeated([ENDED], ENDED + timedelta(days=days)) is repeat


def test_when_somebody_asks_whether_they_are_out():
    assert discharge_asked_at(ENDED, None) == ENDED + timedelta(hours=24)
    assert discharge_asked_at(ENDED, ENDED + FURTHEST) == ENDED + FURTHEST
    for wrong in (ENDED, ENDED - timedelta(hours=1), ENDED + FURTHEST + timedelta(minutes=1)):
        with pytest.raises(ValueError, match="a time ahead"):
            discharge_asked_at(ENDED, wrong)
