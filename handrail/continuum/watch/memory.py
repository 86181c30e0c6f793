"""The engine's memory of one person: brought up to the end of yesterday, begun again when the past turns out different."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Q

from handrail.clinical.early_warning.alerts import AlertMemory
from handrail.clinical.early_warning.engine import Assessment, Day, Engine
from handrail.clinical.early_warning.expected import EVERY_DAY
from handrail.clinical.early_warning.monitoring import SINCE_DAYS, monitored
from handrail.clinical.early_warning.state import State
from handrail.continuum.watch.expecting import days_chosen, days_off, weekdays_on
from handrail.continuum.watch.models import Concern, Sensitivity, WatchState
from handrail.continuum.watch.telling import telling
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.measures.queries import DayAnswers, answers_by_day
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local

ONE_DAY = timedelta(days=1)


@cache
def engine(
    names: tuple[str, ...], answers_per_week: int = len(EVERY_DAY), told_of: str = Sensitivity.ToldOf.CLEAR
) -> Engine:
    """The shipped engine over these answers, with its shipped thresholds for so many check-ins a week."""
    return Engine(names, answers_per_week=answers_per_week, sensitivity=told_of)


def _told_so_far(person: Person, today: date) -> tuple[date, tuple[str, ...]]:
    """The first day the person told of, and the answers that are watched. One query."""
    lately = Q(day__gte=today - timedelta(days=SINCE_DAYS), day__lte=today)
    counts = {name: Count(name, filter=lately) for name in ANSWERS}
    found = CheckIn.objects.of(person).aggregate(first=Min("day"), **counts)
    return found.pop("first"), monitored(found)


def locked_memory(person: Person) -> WatchState:
    """The person's memory, locked for this transaction; begins on the day of their first check-in."""
    rows = WatchState.objects.select_for_update(of=("self",)).select_related("person").filter(person=person)
    if row := rows.first():
        return row
    WatchState.objects.get_or_create(person=person, defaults=_beginning(person))
    return rows.get()


def _beginning(person: Person) -> dict[str, object]:
    first = CheckIn.objects.of(person).aggregate(first=Min("day"))["first"]
    return {"began_on": first, "through_day": first - ONE_DAY, "memory": _blank(monitored({}))}


def bring_up_to(row: WatchState, told_on: date, today: date) -> list[tuple[date, Assessment]]:
    """Remember everything through yesterday; returns the evenings that nobody has looked at yet.

    A day told late, an earlier past brought in, or other questions than before, begin the memory again: then all
    but yesterday is history.
    """
    first, names = _told_so_far(row.person, today)
    started = row.began_on <= row.through_day < told_on and row.began_on <= first
    if started and _asks(row, names):
        return remember_through(row, today - ONE_DAY) if row.through_day < today - ONE_DAY else []
    return begin_again(row, today)[-1:]


def begin_again(row: WatchState, today: date) -> list[tuple[date, Assessment]]:
    """Build the memory from all that the person told, through yesterday; returns the evenings spent here.

    What came from an older system is their usual. Between its last day and the first one told here nobody asked,
    so nothing was missed; and nobody was told of what it showed, so the first change here is a new one.
    """
    settled = _settled(row.person)
    first, names = _told_so_far(row.person, today)
    row.began_on = min(row.began_on, first)
    row.through_day, row.memory = row.began_on - ONE_DAY, _blank(names)
    here_from, before = _arrival(row.person, today)
    if before is not None:
        remember_through(row, before, settled)
        row.through_day, row.memory = here_from - ONE_DAY, _untold(row.memory)
    return remember_through(row, today - ONE_DAY, settled)


def _arrival(person: Person, today: date) -> tuple[date, date | None]:
    """The first day told here, and the last one told elsewhere before it."""
    told = CheckIn.objects.of(person)
    here: date = told.filter(imported_at=None).aggregate(first=Min("day"))["first"] or today
    elsewhere = Max("day", filter=Q(imported_at__isnull=False, day__lt=here))
    return here, told.aggregate(last=elsewhere)["last"]


def _untold(memory: dict[str, Any]) -> dict[str, Any]:
    state = State.from_json(memory)
    state.alert = AlertMemory()
    return state.to_json()


def _asks(row: WatchState, names: tuple[str, ...]) -> bool:
    # As sets: the database keeps what a JSON column holds, not its order.
    return set(State.from_json(row.memory).names) == set(names)


def remember_through(
    row: WatchState, last: date, settled: Mapping[date, str] | None = None
) -> list[tuple[date, Assessment]]:
    """Close every day after `through_day` up to `last`; returns the days and how each looked at its end.

    `settled` holds what concerns of the past turned out to be, by day, for a memory that begins again.
    """
    told = _told(row.person_id, row.through_day + ONE_DAY, last)
    chosen = days_chosen(row.person)
    off = days_off(row.person, row.through_day + ONE_DAY, last, chosen)
    told_of = telling(row.person, _evening(row.person, last)).told_of
    state, closed = State.from_json(row.memory), []
    for day in _days(row.through_day + ONE_DAY, last):
        rules = engine(state.names, len(weekdays_on(chosen, day)), told_of)
        if settled and day in settled:
            rules.settle(state, settled[day])
        state, found = rules.close(state, as_day(day, told.get(day), expected=day not in off))
        closed.append((day, found))
    row.through_day, row.memory = max(last, row.through_day), state.to_json()
    row.save(update_fields=["began_on", "through_day", "memory"])
    return closed


def evening_of(row: WatchState, day: date) -> Assessment:
    """How the evening of `day` looks with the answers so far; the memory stays as it is."""
    told = _told(row.person_id, day, day)
    state = State.from_json(row.memory)
    chosen = days_chosen(row.person)
    expected = not days_off(row.person, day, day, chosen)
    told_of = telling(row.person, _evening(row.person, day)).told_of
    rules = engine(state.names, len(weekdays_on(chosen, day)), told_of)
    return rules.assess(state, as_day(day, told.get(day), expected=expected))


def note_told(row: WatchState, assessment: Assessment) -> None:
    """The team, or the person, was told in the middle of the day: the evening need not tell it again."""
    state = State.from_json(row.memory)
    engine(state.names).note_raised(state, assessment)
    row.memory = state.to_json()
    row.save(update_fields=["memory"])


def learn_outcome(person: Person, outcome: str) -> None:
    """The engine learns what a concern turned out to be."""
    row = WatchState.objects.select_for_update().filter(person=person).first()
    if row is not None:
        state = State.from_json(row.memory)
        engine(state.names).settle(state, outcome)
        row.memory = state.to_json()
        row.save(update_fields=["memory"])


def as_day(day: date, answers: Mapping[str, float | None] | None, *, expected: bool = True) -> Day:
    return Day(day.toordinal(), dict(answers or {}), expected=expected, came=answers is not None)


def _blank(names: tuple[str, ...]) -> dict[str, object]:
    return engine(names).new_state().to_json()


def _settled(person: Person) -> dict[date, str]:
    closed = Concern.objects.by_usual().filter(person=person, closed_at__isnull=False).order_by("closed_at")
    return {
        local(person, concern.closed_at).date(): concern.outcome for concern in closed if concern.closed_at
    }


def _told(person_id: int, first: date, last: date) -> dict[date, DayAnswers]:
    return answers_by_day(CheckIn.objects.filter(person=person_id).between(first, last))


def _evening(person: Person, day: date) -> datetime:
    """The last moment of a day on the person's own clock."""
    return datetime.combine(day, time.max, ZoneInfo(person.time_zone))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
