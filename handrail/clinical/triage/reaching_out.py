"""When somebody is called, and when it is tried again after a call that nobody answered.

Source: telephone recovery support is one call a week, people say which day and hour suits them, and "we keep calling"
(recoveryreview.blog; warren.caresnj.org; favorpeedee.org, as in the practice notes). How soon a try follows another,
that it changes between the beginning and the end of the good hours, and which hours hold until somebody asked, is
design: a site must approve it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

VERSION = "1"
#: From one conversation to the next call.
EVERY = timedelta(days=7)
#: From one try to the next.
AGAIN_AFTER = timedelta(hours=20)
#: When nobody asked yet which hours are good.
USUAL_FROM, USUAL_UNTIL = time(10), time(18)
#: A try late in the good hours leaves so much of them for talking.
BEFORE_THE_END = timedelta(minutes=30)
WEEK = 7
SOME_DAY = date(2000, 1, 2)


@dataclass(frozen=True, slots=True)
class GoodTimes:
    """Weekdays (0 is Monday; none means any) and hours on the person's own clock."""

    days: Collection[int] = ()
    earliest: time | None = None
    latest: time | None = None


def next_call(spoke_at: datetime, good: GoodTimes) -> datetime:
    """A week after a conversation, at the first good hour. `spoke_at` is on the person's own clock."""
    return _first_good(spoke_at + EVERY - timedelta(hours=spoke_at.hour), good, late=False)


def next_try(tried_at: datetime, good: GoodTimes, tries: int) -> datetime:
    """After `tries` calls in a row that nobody answered: in good hours, by turns early and late in them."""
    return _first_good(tried_at + AGAIN_AFTER, good, late=tries % 2 == 1)


def _first_good(after: datetime, good: GoodTimes, *, late: bool) -> datetime:
    for ahead in range(WEEK + 2):
        day = (after + timedelta(days=ahead)).date()
        at = datetime.combine(day, _hour(good, late=late), tzinfo=after.tzinfo)
        if at >= after and (not good.days or day.weekday() in good.days):
            return at
    return after


def _hour(good: GoodTimes, *, late: bool) -> time:
    earliest, latest = good.earliest or USUAL_FROM, good.latest or USUAL_UNTIL
    if not late or latest <= earliest:
        return earliest
    end = datetime.combine(SOME_DAY, latest) - BEFORE_THE_END
    return max(earliest, end.time())
