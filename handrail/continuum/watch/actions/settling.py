"""What people can do with what the watch finds: say what a concern was, and on which days there is nothing to find."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from handrail.clinical.early_warning.expected import AWAY_AT_MOST, EVERY_DAY, WHILE_AT_MOST
from handrail.continuum.watch.events import (
    AbsenceEnded,
    AbsenceTold,
    CheckInDaysChosen,
    ConcernSettled,
)
from handrail.continuum.watch.expecting import choice_of
from handrail.continuum.watch.memory import begin_again, learn_outcome
from handrail.continuum.watch.models import (
    Absence,
    CheckInDays,
    Concern,
    Outage,
    WatchState,
)
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Heartbeat
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local


@transaction.atomic
def settle(concern: Concern, *, outcome: Concern.Outcome, act: Act) -> Concern:
    """Close a concern with what it was; the engine learns from it (freeze, new normal, or quiet days), where the concern
    came from the person's own usual: what a direct rule found does not touch that."""
    concern = Concern.objects.select_for_update(of=("self",)).select_related("person").get(pk=concern.pk)
    require(decide(act, "checkins", concern.person, "append"))
    if concern.closed_at is not None:
        return concern
    concern.closed_at, concern.closed_by, concern.outcome = act.at, act.actor, outcome
    concern.save(update_fields=["closed_at", "closed_by", "outcome"])
    if Concern.objects.by_usual().filter(pk=concern.pk).exists():
        learn_outcome(concern.person, outcome)
    announce(ConcernSettled(concern.pk, concern.person_id, outcome), act=act)
    return concern


@transaction.atomic
def take_in_history(people: Collection[int], *, act: Act) -> int:
    """Check-ins of the past came in for these people: those who are watched are remembered anew, nobody is told.

    Who is not watched yet needs nothing: their first check-in here begins with all of their past. Returns how many.
    """
    rows = WatchState.objects.select_for_update(of=("self",)).select_related("person")
    watched = rows.filter(person__in=people).order_by("person_id")
    for row in watched:
        begin_again(row, local(row.person, act.at).date())
    return len(watched)


#: The loop whose silence says that nothing ran, and for how long it is silent then.
LOOP, STOOD_STILL = "clock", timedelta(minutes=15)
#: Nobody says so long before that they will be away.
TOLD_AHEAD = timedelta(days=366)


class NotAnAbsence(ValueError):
    """It begins today or within a year, ends after it begins, and is no longer than the usual is remembered."""


class NotWeekdays(ValueError):
    """At least one day of the week, Monday to Sunday as 0 to 6."""


class NotAWhile(ValueError):
    """A while ends today or later, and no later than the usual is remembered."""


@transaction.atomic
def tell_absence(person: Person, *, from_on: date, until_on: date, act: Act) -> Absence:
    """No check-in is expected on these days: a missing one says nothing. Said again, it is the same."""
    hold(person)
    require(decide(act, "checkins", person, _cell(person, act)))
    today = local(person, act.at).date()
    if not (
        today <= from_on <= until_on and from_on - today <= TOLD_AHEAD and until_on - from_on <= AWAY_AT_MOST
    ):
        raise NotAnAbsence
    assert act.actor is not None
    told, new = Absence.objects.get_or_create(
        person=person, from_on=from_on, until_on=until_on, back_on=None,
        defaults={"told_by": act.actor, "told_at": act.at},
    )  # fmt: skip
    if new:
        announce(AbsenceTold(told.pk, person.pk, from_on, until_on), act=act)
    return told


@transaction.atomic
def end_absence(person: Person, *, act: Act) -> int:
    """From today on check-ins are expected again; returns how many times away ended by it."""
    hold(person)
    require(decide(act, "checkins", person, _cell(person, act)))
    today = local(person, act.at).date()
    ended = list(Absence.objects.select_for_update().of(person).not_over(today))
    for one in ended:
        one.back_on = today
        one.save(update_fields=["back_on"])
        announce(AbsenceEnded(one.pk, person.pk), act=act)
    return len(ended)


@transaction.atomic
def choose_days(
    person: Person, *, weekdays: Collection[int], act: Act, until_on: date | None = None
) -> CheckInDays | None:
    """From today on check-ins are asked for on these weekdays; a day before stays as it was. None: they held already.

    `until_on`: only through that day; then what held before does again. Raises NotWeekdays, NotAWhile.
    """
    hold(person)
    require(decide(act, "checkins", person, _cell(person, act)))
    if not weekdays or not EVERY_DAY.issuperset(weekdays):
        raise NotWeekdays
    today = local(person, act.at).date()
    if until_on is not None and not today <= until_on <= today + WHILE_AT_MOST:
        raise NotAWhile(f"Choose a day from today on, within {WHILE_AT_MOST.days} days. Nothing was changed.")
    held = choice_of(person, today)
    if (set(held.weekdays), held.until) == (set(weekdays), until_on):
        return None
    assert act.actor is not None
    chosen = CheckInDays.objects.create(
        person=person,
        weekdays=sorted(set(weekdays)),
        from_on=today,
        until_on=until_on,
        chosen_by=act.actor,
        chosen_at=act.at,
    )
    until = until_on.isoformat() if until_on else ""
    announce(CheckInDaysChosen(chosen.pk, person.pk, tuple(chosen.weekdays), until), act=act)
    return chosen


def _cell(person: Person, act: Act) -> str:
    """Their own check-ins are the person's to write; a worker adds."""
    return "write" if act.actor == person else "append"


def note_outage(now: datetime) -> int:
    """The clock goes round again after it stood still: from when until when is kept. Returns how many were new."""
    last = Heartbeat.objects.filter(loop=LOOP).values_list("at", flat=True).first()
    if last is None or now - last < STOOD_STILL:
        return 0
    _made, new = Outage.objects.get_or_create(from_at=last, defaults={"until_at": now})
    return int(new)
