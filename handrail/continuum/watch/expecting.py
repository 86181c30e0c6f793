"""On which days a check-in of somebody could be expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.clinical.early_warning.expected import (
    DAY_BEGINS,
    EVERY_DAY,
    Span,
    is_expected,
    time_out,
)
from handrail.continuum.watch.models import Absence, CheckInDays, Outage
from handrail.continuum.watch.weekdays import weekday_words
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import zone

ONE_DAY = timedelta(days=1)


def days_chosen(person: Person) -> Sequence[CheckInDays]:
    """Every choice of weekdays there was, the first one first."""
    return list(CheckInDays.objects.of(person))


@dataclass(frozen=True, slots=True)
class Choice:
    """The weekdays that hold; `by` and `since` are None until somebody chose."""

    weekdays: Collection[int]
    by: Person | None = None
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        return weekday_words(self.weekdays, self.until)


def choice_of(person: Person, day: date) -> Choice:
    """What holds for this person on that day. One query."""
    held = CheckInDays.objects.of(person).on(day).select_related("chosen_by").last()
    if held is None:
        return Choice(sorted(EVERY_DAY))
    return Choice(held.weekdays, held.chosen_by, held.from_on, held.until_on)


def weekdays_on(chosen: Sequence[CheckInDays], day: date) -> Collection[int]:
    """The weekdays that hold on that day: each of them, until somebody chose."""
    return next((one.weekdays for one in reversed(chosen) if one.holds(day)), EVERY_DAY)


def days_off(
    person: Person, first: date, last: date, chosen: Sequence[CheckInDays] | None = None
) -> frozenset[date]:
    """The days of that time on which none is expected: not asked for, told before, or our own doing."""
    chosen = days_chosen(person) if chosen is None else chosen
    times = list(Absence.objects.of(person).between(first, last))
    begins, ends = _hours(person, first)[0], _hours(person, last)[1]
    outages = list(
        Outage.objects.filter(until_at__gt=begins, from_at__lt=ends).values_list("from_at", "until_at")
    )
    if not times and not outages and not chosen:
        return frozenset()
    return frozenset(
        day for day in _days(first, last)
        if not is_expected(
            away=any(one.holds(day) for one in times), out=time_out(outages, _hours(person, day)),
            asked=day.weekday() in weekdays_on(chosen, day),
        )
    )  # fmt: skip


def none_asked(asked: Collection[tuple[int, date]]) -> set[tuple[int, date]]:
    """Of some people, by key, and days: where none is asked for, since they are away or chose other weekdays."""
    if not asked:
        return set()
    people, days = {key for key, _day in asked}, [day for _key, day in asked]
    away, chosen = defaultdict(list), defaultdict(list)
    for one in Absence.objects.filter(person__in=people).between(min(days), max(days)):
        away[one.person_id].append(one)
    for row in CheckInDays.objects.filter(person__in=people):
        chosen[row.person_id].append(row)
    return {
        (key, day) for key, day in asked
        if any(one.holds(day) for one in away[key]) or day.weekday() not in weekdays_on(chosen[key], day)
    }  # fmt: skip


def _hours(person: Person, day: date) -> Span:
    """From eight in the morning until midnight, on the person's own clock."""
    midnight = datetime.combine(day + ONE_DAY, datetime.min.time(), tzinfo=zone(person.time_zone))
    return datetime.combine(day, DAY_BEGINS, tzinfo=zone(person.time_zone)), midnight


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
