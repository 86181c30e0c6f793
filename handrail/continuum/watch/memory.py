"""The engine's memory of one person: brought up to the end of yesterday, rebuilt when an old day is told late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from handrail.clinical.early_warning.engine import Assessment, Day, Engine
from handrail.clinical.early_warning.signals import KNOWN
from handrail.clinical.early_warning.state import State
from handrail.continuum.watch.models import WatchState
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.measures.queries import DayAnswers, answers_by_day
from handrail.foundation.people.models import Person

ONE_DAY = timedelta(days=1)


@cache
def engine() -> Engine:
    """The shipped engine over the answers of the daily check-in, with its shipped thresholds."""
    return Engine([KNOWN[name] for name in ANSWERS])


def locked_memory(person: Person, first_day: date) -> WatchState:
    """The person's memory, locked for this transaction; begins on the day of the first check-in."""
    WatchState.objects.get_or_create(
        person=person,
        defaults={
            "began_on": first_day, "through_day": first_day - ONE_DAY, "memory": engine().new_state().to_json(),
        },
    )  # fmt: skip
    return WatchState.objects.select_for_update().get(person=person)


def remember_through(row: WatchState, last: date) -> list[tuple[date, Assessment]]:
    """Close every day after `through_day` up to `last`; returns the days and what each looked like at its end."""
    if row.through_day >= last:
        return []
    told = _told(row.person_id, row.through_day + ONE_DAY, last)
    state, closed = State.from_json(row.memory), []
    for day in _days(row.through_day + ONE_DAY, last):
        state, found = engine().close(state, as_day(day, told.get(day)))
        closed.append((day, found))
    row.through_day, row.memory = last, state.to_json()
    row.save(update_fields=["through_day", "memory"])
    return closed


def forget_from(row: WatchState, day: date) -> None:
    """A day already closed was told late: begin again from the first day, so that the memory is as if told in time."""
    row.began_on = min(row.began_on, day)
    row.through_day, row.memory = row.began_on - ONE_DAY, engine().new_state().to_json()
    row.save(update_fields=["began_on", "through_day", "memory"])


def evening_of(row: WatchState, day: date) -> Assessment:
    """How the evening of `day` looks with the answers so far; the memory stays as it is."""
    told = _told(row.person_id, day, day)
    return engine().assess(State.from_json(row.memory), as_day(day, told.get(day)))


def as_day(day: date, answers: Mapping[str, float | None] | None) -> Day:
    return Day(day.toordinal(), dict(answers or {}), True)


def _told(person_id: int, first: date, last: date) -> dict[date, DayAnswers]:
    return answers_by_day(CheckIn.objects.filter(person=person_id).between(first, last))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
