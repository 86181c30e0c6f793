"""The nightly close of the day: each person's yesterday is remembered once it is over on their own clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import DateField, DateTimeField, F, Func, QuerySet, Value
from django.db.models.functions import Cast

from handrail.clinical.early_warning.engine import Assessment, DayOutOfOrder
from handrail.continuum.watch.memory import ONE_DAY, begin_again, remember_through
from handrail.continuum.watch.models import WatchState
from handrail.continuum.watch.seen import tell
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local

log = structlog.get_logger("clock")

#: So many in a turn of the clock, which comes each second: a night of 40,000 people takes a quarter of an hour, and
#: whoever answers in a crisis meanwhile does not wait for it (bench/console.py).
AT_ONCE = 50


#: Somebody whose day could not be closed is left for so long, so that a memory that does not open stops nobody else's.
LEFT_FOR = timedelta(hours=1)
#: By person: until when. In this process alone, since it is only a pause.
_left: dict[int, datetime] = {}


def close_days(now: datetime, at_most: int = AT_ONCE) -> int:
    """Close the days that are over. Each person is a transaction of their own; returns how many were closed.

    Raises an ExceptionGroup when some could not be closed, after all others were; a database that does not answer
    ends the turn at once.
    """
    closed, troubles = 0, []
    left = [person for person, until in _left.items() if until > now]
    for person in due_for_closing(now).exclude(pk__in=left)[:at_most]:
        try:
            closed += _close(person, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception as trouble:  # noqa: BLE001 - it is said, and raised when all others are done
            _left[person.pk] = now + LEFT_FOR
            log.error("day_not_closed", person_id=person.pk, trouble=type(trouble).__name__)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("Some days could not be closed; all others of this turn were.", troubles)
    return closed


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
