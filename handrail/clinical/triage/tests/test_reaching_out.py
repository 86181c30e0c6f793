"""When a peer calls again: weekly after a conversation, in good hours after a try, never in nobody's hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.clinical.triage.reaching_out import AGAIN_AFTER, GoodTimes, next_call, next_try

NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = datetime(2026, 11, 19, 15, 0, tzinfo=NEW_YORK)
EVENINGS = GoodTimes({1, 3}, time(17), time(20))


@pytest.mark.parametrize(
    ("tries", "good", "then"),
    [
        (1, GoodTimes(), (20, 17, 30)), (2, GoodTimes(), (21, 10, 0)), (1, EVENINGS, (24, 19, 30)),
        (2, EVENINGS, (24, 17, 0)), (1, GoodTimes((), time(9), time(9, 15)), (21, 9, 0)),
        (1, GoodTimes((), time(22), time(2)), (20, 22, 0)), (2, GoodTimes({3}), (26, 10, 0)),
    ],
)  # fmt: skip
def test_a_try_follows_in_good_hours_by_turns_late_and_early(tries, good, then):
    day, hour, minute = then
    assert next_try(THURSDAY, good, tries) == datetime(2026, 11, day, hour, minute, tzinfo=NEW_YORK)


def test_a_conversation_is_followed_a_week_later():
    assert next_call(THURSDAY, GoodTimes()) == datetime(2026, 11, 26, 10, tzinfo=NEW_YORK)
    assert next_call(THURSDAY, EVENINGS) == datetime(2026, 11, 26, 17, tzinfo=NEW_YORK)
    assert next_call(THURSDAY, GoodTimes({0})) == datetime(2026, 11, 30, 10, tzinfo=NEW_YORK)


def test_whatever_the_hour_the_next_try_lies_ahead_and_within_nine_days():
    for hours in range(0, 24 * 9, 5):
        at = THURSDAY + timedelta(hours=hours)
        for good in (GoodTimes(), EVENINGS, GoodTimes({5}, time(23), time(1))):
            assert at + AGAIN_AFTER <= next_try(at, good, hours) <= at + timedelta(days=9)
