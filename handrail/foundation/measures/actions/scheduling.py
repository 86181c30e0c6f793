"""Schedules: made, ended, and what the clock does with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from handrail.clinical.instruments.asking import is_answered_alone
from handrail.clinical.instruments.cadence import Rule, is_due, least_days
from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all
from handrail.foundation.ledger.each_alone import together
from handrail.foundation.measures import policy
from handrail.foundation.measures.actions.asking import TO_ANSWER, NotForThem
from handrail.foundation.measures.events import ScaleAsked, ScaleMoved, ScaleScheduled, ScheduleEnded
from handrail.foundation.measures.models import Assignment, Schedule
from handrail.foundation.measures.queries import (
    Scheduled,
    scheduled_people,
    schedules_after_session,
    schedules_before_session,
    schedules_to_look_at,
)
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme


class TooOften(ValueError):
    """More often than the instrument allows; `least` is the fewest days it takes."""

    def __init__(self, least: int) -> None:
        super().__init__(f"This scale needs at least {least} days between two times. Nothing was changed.")
        self.least = least


@transaction.atomic
def schedule(
    *, instrument_id: str, when: Schedule.When, act: Act, every_days: int | None = None,
    person: Person | None = None, programme: Programme | None = None,
) -> Schedule:  # fmt: skip
    """From now on a scale is asked for by itself. Another one for the same person, or the same way in a programme, ends."""
    _hold(person, programme)
    require(policy.may_schedule(act, person, programme))
    scale = instrument(instrument_id)
    if not is_answered_alone(scale):
        raise NotForThem("Nobody can answer this scale alone, so it is not asked for by itself.")
    if when == Schedule.When.EVERY and (every_days or 0) < least_days(scale):
        raise TooOften(least_days(scale))
    before = Schedule.objects.select_for_update().open().filter(person=person, programme=programme)
    before = before.filter(instrument=instrument_id)
    for one in before if person is not None else before.filter(when=when):
        _end(one, act)
    assert act.actor is not None
    made = Schedule.objects.create(
        person=person, programme=programme, instrument=instrument_id, when=when,
        every_days=every_days if when == Schedule.When.EVERY else None, made_by=act.actor, made_at=act.at,
    )  # fmt: skip
    announce(ScaleScheduled(made.pk, person.pk if person else None, instrument_id), act=act)
    return made


def _hold(person: Person | None, programme: Programme | None) -> None:
    """One at a time for each person and program: of two sent at once the later one holds."""
    if person is not None:
        hold(person)
    if programme is not None:
        Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


@transaction.atomic
def end_schedule(one: Schedule, *, act: Act) -> Schedule:
    """It is asked for by itself no longer. What was asked already stays asked."""
    one = (
        Schedule.objects.select_for_update(of=("self",)).select_related("person", "programme").get(pk=one.pk)
    )
    require(policy.may_schedule(act, one.person, one.programme))
    if one.ended_at is None:
        _end(one, act)
    return one


def _end(one: Schedule, act: Act) -> None:
    one.ended_at = act.at
    one.save(update_fields=["ended_at"])
    announce(ScheduleEnded(one.pk, one.person_id, one.instrument), act=act)


@transaction.atomic
def ask_scheduled(key: int, sessions: Mapping[int, date], *, act: Act) -> int:
    """Ask whoever is due by the schedule of that key, if nobody looked at it lately; returns how many were asked.

    `sessions` maps a person to the day of their next session, on their own clock.
    """
    require(policy.may_ask_by_schedule(act))
    lately = schedules_to_look_at(act.at).select_for_update(of=("self",), skip_locked=True)
    one = lately.filter(pk=key).first()
    if one is None:
        return 0
    one.asked_at = act.at
    one.save(update_fields=["asked_at"])
    people = {found.person: found for found in scheduled_people(one, act.at)}
    # One who cannot be asked leaves the others asked: what went wrong was said and noted, and undoes nothing here.
    return together(
        "people_asked",
        list(people),
        lambda some: _ask_whoever_is_due(one, [people[person] for person in some], sessions, act),
        now=act.at,
    ).done


@transaction.atomic
def ask_after_session(person: Person, *, day: date, act: Act) -> int:
    """A session took place on `day`: ask what is asked after one; returns how many scales were asked."""
    hold(person)
    require(policy.may_ask_by_schedule(act))
    due = schedules_after_session(person, act.at)
    return sum(
        _ask_whoever_is_due(one, scheduled_people(one, act.at, person), {person.pk: day}, act) for one in due
    )


@transaction.atomic
def follow_session(person: Person, *, was: date, day: date, act: Act) -> int:
    """A session that was to be on `was` is not; the next one is on `day`: what was asked before it is due then.
    Returns how many scales."""
    hold(person)
    require(policy.may_ask_by_schedule(act))
    before = schedules_before_session(person, act.at).values("instrument")
    asked = Assignment.objects.select_for_update(of=("self",)).open().filter(person=person, due_on=was)
    moved = list(asked.filter(instrument__in=before).exclude(due_on=day).order_by("pk"))
    for one in moved:
        one.due_on = day
        one.save(update_fields=["due_on"])
        announce(ScaleMoved(one.pk, person.pk, one.instrument), act=act)
    return len(moved)


def _ask_whoever_is_due(
    one: Schedule, people: Iterable[Scheduled], sessions: Mapping[int, date], act: Act
) -> int:
    due = [found for found in people if _is_due(one, found, sessions)]
    asked = Assignment.objects.bulk_create([_asked(one, found, sessions, act) for found in due])
    announce_all([ScaleAsked(row.pk, row.person_id, row.instrument) for row in asked], act=act)
    return len(asked)


def _is_due(one: Schedule, found: Scheduled, sessions: Mapping[int, date]) -> bool:
    rule = Rule(one.when, one.every_days)  # type: ignore[arg-type]
    return is_due(instrument(one.instrument), rule, found.known(sessions.get(found.person)))


def _asked(one: Schedule, found: Scheduled, sessions: Mapping[int, date], act: Act) -> Assignment:
    by = sessions[found.person] if one.when == Schedule.When.SESSION else found.today + TO_ANSWER
    return Assignment(person_id=found.person, instrument=one.instrument, asked_at=act.at, due_on=by)
