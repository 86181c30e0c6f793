"""When something comes again: the clock on the wall stays the same, whatever the time zone does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, FR, MO, MONTHLY, TH, TU, WE, WEEKLY, rrule, weekday

#: One month has at most this many of one weekday; the fifth is then the last.
FIFTH = 5
WEEKDAYS = tuple(weekday(day) for day in range(7))


def days_of(every: str, first_on: date, after: date, through: date) -> list[date]:
    """The days after `after`, through `through`, on which it takes place. `every` as `Gathering.Every` has it."""
    if every == "once":
        return [first_on] if after < first_on <= through else []
    start = datetime.combine(first_on, time.min)
    found = _rule(every, start).between(_at(max(after, date.min)), _at(through), inc=True)
    return [one.date() for one in found if after < one.date() <= through]


def moment(day: date, clock: time, zone: str) -> datetime:
    """That hour of that day on the wall of the zone. An hour that a clock change leaves out comes an hour later."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _at(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _rule(every: str, start: datetime) -> rrule:
    if every == "day":
        return rrule(DAILY, dtstart=start)
    if every == "workday":
        return rrule(WEEKLY, dtstart=start, byweekday=(MO, TU, WE, TH, FR))
    if every == "month":
        nth = (start.day - 1) // 7 + 1
        return rrule(MONTHLY, dtstart=start, byweekday=WEEKDAYS[start.weekday()](-1 if nth == FIFTH else nth))
    return rrule(WEEKLY, dtstart=start, interval=2 if every == "fortnight" else 1)
