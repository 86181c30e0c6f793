"""The nightly close of the day: each person's yesterday is remembered once it is over on their own clock."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import DateField, DateTimeField, F, Func, QuerySet, Value
from django.db.models.functions import Cast

from handrail.clinical.early_warning.engine import Assessment, DayOutOfOrder
from handrail.continuum.watch.memory import ONE_DAY, begin_again, remember_through
from handrail.continuum.watch.models import WatchState
from handrail.continuum.watch.seen import tell
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.each_alone import each_alone, resting
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local

#: So many in a turn of the clock, which comes each second: a night of 40,000 people takes a quarter of an hour, and
#: whoever answers in a crisis meanwhile does not wait for it (bench/console.py).
AT_ONCE = 50


def close_days(now: datetime, at_most: int = AT_ONCE) -> int:
    """Close the days that are over. Each person is a transaction of their own; returns how many were closed."""
    due = due_for_closing(now).exclude(pk__in=resting("days_closed", now))[:at_most]
    people = {person.pk: person for person in due}
    return each_alone("days_closed", people, lambda key: _close(people[key], now), now=now).count()


def due_for_closing(now: datetime) -> QuerySet[Person]:
    """Enrolled people with a day that is over on their own clock and not yet remembered."""
    behind = WatchState.objects.annotate(yesterday=_yesterday(now)).filter(through_day__lt=F("yesterday"))
    enrolled = Enrolment.objects.at(now).values("person")
    return Person.objects.filter(pk__in=behind.values("person")).filter(pk__in=enrolled).order_by("pk")


def _yesterday(now: datetime) -> Cast:
    moment = Value(now - ONE_DAY, output_field=DateTimeField())
    return Cast(
        Func(F("person__time_zone"), moment, function="timezone", output_field=DateTimeField()), DateField()
    )


@transaction.atomic
def _close(person: Person, now: datetime) -> int:
    row = WatchState.objects.select_for_update(skip_locked=True).filter(person=person).first()
    yesterday = local(person, now).date() - ONE_DAY
    if row is None or row.through_day >= yesterday:
        return 0
    act = Act(actor=None, at=now, via="clock")
    for day, assessment in _evenings(row, yesterday):
        tell(person, day, assessment, act)
    return 1


def _evenings(row: WatchState, yesterday: date) -> list[tuple[date, Assessment]]:
    try:
        return remember_through(row, yesterday)
    except DayOutOfOrder:
        # What is remembered reaches further than its row says: it is built again from what was told.
        return begin_again(row, yesterday + ONE_DAY)[-1:]
