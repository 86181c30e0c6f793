"""When Maya is tried next: at a time that worked, else at another, never outside what she said."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.clinical.triage.next_attempt import (
    DAYS_AHEAD,
    FIRST,
    NO_WAY,
    OTHER_TIME,
    SAME_DAY,
    SAME_TIME,
    Tried,
    Window,
    is_within,
    next_attempt,
)
from handrail.clinical.triage.reaching_out import AGAIN_AFTER

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=NEW_YORK)
CALL, TEXT, VISIT = Window("call"), Window("text"), Window("visit")


def at(day, hour):
    return MONDAY.replace(hour=hour) + timedelta(days=day)


def missed(day, hour, way="call"):
    return Tried(at(day, hour), way, reached=False)


def reached(day, hour, way="call"):
    return Tried(at(day, hour), way, reached=True)


CASES = [
    ("the first try is soon", [], [CALL], (at(0, 10), "call", FIRST)),
    ("the hours she gave hold", [], [Window("call", time(16), time(20))], (at(0, 16), "call", FIRST)),
    ("a day and an hour that worked come first", [reached(-5, 17), missed(-1, 10)], [CALL], (at(2, 17), "call", SAME_DAY)),
    ("the same hour on another day", [reached(-3, 13), missed(-1, 10)], [CALL], (at(0, 13), "call", SAME_TIME)),
    ("not at the hours when nobody answered", [missed(-1, 10)], [CALL], (at(0, 13), "call", OTHER_TIME)),
    ("by the way that failed less", [missed(-2, 10), missed(-1, 10)], [CALL, TEXT], (at(0, 13), "text", OTHER_TIME)),
    ("what worked once and failed twice since is like any other", [reached(-21, 10), missed(-14, 10), missed(-7, 10)], [CALL], (at(0, 13), "call", OTHER_TIME)),
    ("no way that is safe", [missed(-2, 10)], [], (at(0, 9), "", NO_WAY)),
    ("hours over midnight", [], [Window("call", time(22), time(1))], (at(0, 22), "call", FIRST)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tried", "windows", "said"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_next_try(tried, windows, said):
    found = next_attempt(MONDAY, tried, windows)
    assert (found.at, found.way, found.why) == said


def test_a_day_is_left_between_two_tries():
    found = next_attempt(at(0, 13), [missed(0, 12)], [CALL])
    assert found.at >= at(0, 12) + AGAIN_AFTER


hours = st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0)))
tries = st.builds(
    Tried, st.integers(0, 90 * 24).map(lambda ago: MONDAY - timedelta(hours=ago)), st.sampled_from(["call", "text", "visit"]), st.booleans()
)  # fmt: skip
windows_of = st.lists(st.builds(Window, st.sampled_from(["call", "text", "visit"]), hours, hours), max_size=3)


@given(tried=st.lists(tries, max_size=12), windows=windows_of)
def test_whatever_happened_it_is_soon_and_within_her_rules(tried, windows):
    found = next_attempt(MONDAY, tried, windows)
    assert MONDAY <= found.at <= MONDAY + AGAIN_AFTER + timedelta(days=DAYS_AHEAD + 1)
    assert found.way == "" if not windows else is_within(found.at, windows, found.way)
