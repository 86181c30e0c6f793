"""When somebody whom nobody reaches is tried next, and how: never outside the rules they gave.

Source: a time at which they were reached before comes first, else a time unlike those at which nobody answered (practice
notes, outreach; reaching_out.py for how soon one try follows another and for the usual hours). Which hours make a part of
the day, how far ahead a better time is waited for, and after how many tries a time is no longer a good one, is design: a
site must approve it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handrail.clinical.triage.reaching_out import (
    AGAIN_AFTER,
    BEFORE_THE_END,
    SOME_DAY,
    USUAL_FROM,
    USUAL_UNTIL,
)

VERSION = "1"
#: Parts of a day: each begins, is tried at its usual hour, and ends.
PARTS = (
    (time(0), USUAL_FROM, time(11, 59)),
    (time(12), time(13), time(16, 59)),
    (time(17), time(17), time(23, 59)),
)
#: So many days ahead a better time is looked for. Nobody waits longer than that for the next try.
DAYS_AHEAD = 3
#: After so many tries in vain since somebody was reached at a time, it is a time like any other.
IN_VAIN = 2

#: Why this time: codes, put into words by the pages.
SAME_DAY, SAME_TIME, OTHER_TIME, FIRST, NO_WAY = "same_day", "same_time", "other_time", "first", "no_way"


@dataclass(frozen=True, slots=True)
class Window:
    """One way that may be used, and its hours on the person's own clock; they may run over midnight. None: no rule."""

    way: str
    earliest: time | None = None
    latest: time | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One try, on the person's own clock."""

    at: datetime
    way: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """The next try. `way` is "" when no way may be used: then somebody has to ask how."""

    at: datetime
    way: str
    why: str


def next_attempt(now: datetime, tried: Sequence[Tried], windows: Sequence[Window]) -> Proposed:
    """`now` is on the person's own clock; `windows`: the ways that may be used, the safest first."""
    last = max((one.at for one in tried), default=None)
    after = now if last is None else max(now, last + AGAIN_AFTER)
    ranked = [(_rank(slot, way, tried), order, slot, way) for order, slot, way in _slots(after, windows)]
    if not ranked:
        return Proposed(after + AGAIN_AFTER if last is None else after, "", NO_WAY)
    rank, _order, slot, way = min(ranked, key=lambda one: (one[0], one[2], one[1]))
    why = (SAME_DAY, SAME_TIME, OTHER_TIME)[rank[0]] if tried else FIRST
    return Proposed(slot, way, why)


def is_within(at: datetime, windows: Sequence[Window], way: str) -> bool:
    """Whether the rules let this way be used at this moment, which is on the person's own clock."""
    return any(
        begins <= at.time() <= ends
        for window in windows
        if window.way == way
        for begins, ends in _hours(window, usual=False)
    )


def _rank(slot: datetime, way: str, tried: Sequence[Tried]) -> tuple[int, int, int, int]:
    """The lower the better: reached then before, then how often this time of the week, of the day, and this way failed."""
    part, day = _part(slot.time()), slot.weekday()
    same_time = [one for one in tried if _part(one.at.time()) == part]
    same_day = [one for one in same_time if one.at.weekday() == day]
    tier = 0 if _still_good(same_day) else 1 if _still_good(same_time) else 2
    by_way = [one for one in tried if one.way == way]
    return tier, _in_vain(same_day), _in_vain(same_time), _in_vain(by_way)


def _still_good(tried: Sequence[Tried]) -> bool:
    return any(one.reached for one in tried) and _in_vain(tried) < IN_VAIN


def _in_vain(tried: Sequence[Tried]) -> int:
    """How many tries since somebody was last reached."""
    reached = max((one.at for one in tried if one.reached), default=None)
    return sum(1 for one in tried if not one.reached and (reached is None or one.at > reached))


def _slots(after: datetime, windows: Sequence[Window]) -> Iterator[tuple[int, datetime, str]]:
    for ahead in range(DAYS_AHEAD + 1):
        day = (after + timedelta(days=ahead)).date()
        for order, window in enumerate(windows):
            for hour in _tries(window):
                slot = datetime.combine(day, hour, tzinfo=after.tzinfo)
                if slot >= after:
                    yield order, slot, window.way


def _tries(window: Window) -> Iterator[time]:
    """At which hours of a day this way is tried: one in each part of the day that its rules leave open."""
    for begins, usual, ends in PARTS:
        for first, last in _hours(window, usual=True):
            opens, closes = max(first, begins), min(last, ends)
            if opens <= closes:
                yield max(opens, min(usual, _before(closes)))
                break


def _hours(window: Window, *, usual: bool) -> list[tuple[time, time]]:
    """The hours in which it may be used. Where they said none, any hour is allowed, and the usual ones are proposed."""
    if window.earliest is None and window.latest is None:
        return [(USUAL_FROM, USUAL_UNTIL)] if usual else [(time.min, time.max)]
    earliest, latest = window.earliest or time.min, window.latest or time.max
    return [(earliest, latest)] if earliest <= latest else [(earliest, time.max), (time.min, latest)]


def _before(closes: time) -> time:
    """Half an hour before it closes, so that there is time to talk; at the very beginning of a day just then."""
    end = datetime.combine(SOME_DAY, closes)
    earlier = end - BEFORE_THE_END
    return earlier.time() if earlier.date() == end.date() else closes


def _part(hour: time) -> int:
    return sum(1 for begins, _usual, _ends in PARTS if begins <= hour)
