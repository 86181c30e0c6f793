"""On which days a check-in of somebody could be expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from handrail.clinical.early_warning.expected import DAY_BEGINS, Span, is_expected, time_out
from handrail.continuum.watch.models import Absence, Outage
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import zone

ONE_DAY = timedelta(days=1)


def days_off(person: Person, first: date, last: date) -> frozenset[date]:
    """The days of that time on which none is expected: told before, or our own doing."""
    times = list(Absence.objects.of(person).between(first, last))
    begins, ends = _hours(person, first)[0], _hours(person, last)[1]
    outages = list(
        Outage.objects.filter(until_at__gt=begins, from_at__lt=ends).values_list("from_at", "until_at")
    )
    if not times and not outages:
        return frozenset()
    return frozenset(
        day for day in _days(first, last)
        if not is_expected(away=any(one.holds(day) for one in times), out=time_out(outages, _hours(person, day)))
    )  # fmt: skip


def _hours(person: Person, day: date) -> Span:
    """From eight in the morning until midnight, on the person's own clock."""
    midnight = datetime.combine(day + ONE_DAY, datetime.min.time(), tzinfo=zone(person.time_zone))
    return datetime.combine(day, DAY_BEGINS, tzinfo=zone(person.time_zone)), midnight


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
