"""Changing the plan because of a signal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.continuum.adjusting import policy
from handrail.continuum.adjusting.events import CareAdjusted
from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.adjusting.wanted import Change
from handrail.continuum.responses import actions as responses
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import CheckInDays, Concern
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Schedule
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import LevelOfCare, Step
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment


class NothingChanged(ValueError):
    """Nothing was chosen."""


class AlreadySettled(ValueError):
    """Somebody said meanwhile what the concern was."""


@transaction.atomic
def adjust(concern: Concern, *, key: UUID, change: Change, act: Act) -> Adjustment:
    """Everything that was chosen, or nothing of it: once per `key`, one line in the story.

    Raises NothingChanged, AlreadySettled, and what its parts raise: AlreadyBooked, NotATime, TooOften, UnknownMethod,
    UnknownLevel, AlreadyAnswered.
    """
    person = hold(concern.person)
    concern = Concern.objects.select_for_update(of=("self",)).select_related("person").get(pk=concern.pk)
    require(policy.may_adjust(act, concern))
    there = Adjustment.objects.of(person).filter(key=key).first()
    if there is not None:
        return there
    if change.is_empty:
        raise NothingChanged(_("Nothing is chosen yet. Choose what changes, or go back."))
    if concern.closed_at is not None:
        raise AlreadySettled(_("Somebody said meanwhile what it was. What you wrote is still here."))
    appointment, was = _session(person, change, act)
    assert act.actor is not None
    made = Adjustment.objects.create(
        person=person, concern=concern, key=key, made_by=act.actor, made_at=act.at, words=change.words,
        appointment=appointment, was=was, practice=_practice(person, change, act),
        schedule=_schedule(person, change, act), check_in_days=_check_in_days(person, change, act),
        level=_level(person, change, act),
    )  # fmt: skip
    made.steps.set([*_taken(change, act), *_told(person, change, act)])
    announce(CareAdjusted(made.pk, person.pk, concern.pk), act=act)
    return made


def _session(person: Person, change: Change, act: Act) -> tuple[Appointment | None, datetime | None]:
    wanted = change.sooner
    if wanted is None:
        return None, None
    if wanted.instead_of is not None:
        was = wanted.instead_of.starts_at
        moved = scheduling.move(
            wanted.instead_of, starts_at=wanted.starts_at, ends_at=wanted.ends_at, act=act
        )
        return moved, was
    booked = scheduling.book(
        person, wanted.worker, starts_at=wanted.starts_at, ends_at=wanted.ends_at, strand=wanted.strand,
        modality=wanted.modality, pause=wanted.pause, act=act,
    )  # fmt: skip
    return booked, None


def _practice(person: Person, change: Change, act: Act) -> Practice | None:
    wanted = change.practised
    if wanted is None:
        return None
    return practices.begin(person, method=wanted.method, cadence=wanted.cadence, why=change.words, act=act)


def _schedule(person: Person, change: Change, act: Act) -> Schedule | None:
    wanted = change.asked
    if wanted is None:
        return None
    return measures.schedule(
        instrument_id=wanted.instrument, when=Schedule.When.EVERY, every_days=wanted.every_days, person=person,
        act=act,
    )  # fmt: skip


def _check_in_days(person: Person, change: Change, act: Act) -> CheckInDays | None:
    wanted = change.cadence
    if wanted is None:
        return None
    chosen = watch.choose_days(person, weekdays=wanted.weekdays, until_on=wanted.until_on, act=act)
    if chosen is None:
        raise NothingChanged(_("Check-ins are asked for on these days already, until that day."))
    return chosen


def _level(person: Person, change: Change, act: Act) -> LevelOfCare | None:
    wanted = change.level
    if wanted is None:
        return None
    return plans.choose_level(
        person, level=wanted.level, dimensions=wanted.dimensions, words=wanted.words, act=act
    )


def _taken(change: Change, act: Act) -> list[Step]:
    taken = [responses.accept(one, act=act).step for one in change.taken]
    return [step for step in taken if step is not None]


def _told(person: Person, change: Change, act: Act) -> list[Step]:
    return [
        plans.add_step(
            person, title=one.title, why=change.words, responsible=one.worker, due_on=one.due_on, strand=one.strand,
            origin=Step.Origin.SIGNAL, act=act,
        )
        for one in change.told
    ]  # fmt: skip
