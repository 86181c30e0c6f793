"""Which days count: a check-in that is missing where none could be expected says nothing about going quiet.

Source: early-warning design 6.2, silence counts only expected days (schedule, declared absence, app outage switch it
off); fewer answers a week lower the cut-off (`cutoffs.SPARSER`). Evidence of the three numbers: design.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from handrail.clinical.early_warning.baseline import MEMORY_DAYS
from handrail.clinical.early_warning.evidence import ANSWERS_NEEDED

#: Nobody says at once that they are away for longer than the usual is remembered.
AWAY_AT_MOST = timedelta(days=MEMORY_DAYS)
#: Other days for a while, after a signal, end by themselves; a while is no longer than that either.
WHILE_AT_MOST = timedelta(days=MEMORY_DAYS)
#: The hours of a day in which people check in. A phone keeps a check-in without signal, so a short trouble of ours
#: loses none; away for this long in those hours, what is missing may be our doing.
DAY_BEGINS = time(8)
OUT_FROM = timedelta(hours=4)
#: Until other days are chosen, a check-in is asked for on each weekday; Monday is 0.
EVERY_DAY = frozenset(range(7))

Span = tuple[datetime, datetime]


def is_expected(*, away: bool, out: timedelta, asked: bool = True) -> bool:
    """Whether a missing check-in of that day counts."""
    return asked and not away and out < OUT_FROM


def shows_change(weekdays: Collection[int]) -> bool:
    """Whether so few days can fill a window: then answers are compared with the usual, else only silence is watched."""
    return len(weekdays) >= ANSWERS_NEEDED


def time_out(outages: Iterable[Span], hours: Span) -> timedelta:
    """How much of these hours we were out; no two outages overlap."""
    first, last = hours
    shared = (min(until, last) - max(since, first) for since, until in outages)
    return sum((time for time in shared if time > timedelta(0)), timedelta(0))
