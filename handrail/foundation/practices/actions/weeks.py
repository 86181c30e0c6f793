"""Choosing the skill of a week, and taking it off again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from handrail.clinical.practices.shelf import SKILL_KINDS
from handrail.clinical.practices.shelf import method as method_of
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.practices import policy
from handrail.foundation.practices.events import SkillChosen, SkillDropped
from handrail.foundation.practices.models import SkillOfWeek, monday_of
from handrail.foundation.teams.queries import local

WEEK = timedelta(days=7)


class NoSkillOfAWeek(ValueError):
    """The method is no skill, or the week is neither this one nor the next."""


@transaction.atomic
def choose_skill(person: Person, *, method: str, act: Act, week: date | None = None) -> SkillOfWeek:
    """Put a skill into the week that begins on that Monday (None: this week), in place of the one before.

    Choosing the same again changes nothing. Raises UnknownMethod, NoSkillOfAWeek.
    """
    hold(person)
    require(policy.may_choose_skill(act, person))
    assert act.actor is not None
    chosen, this = method_of(method), monday_of(local(person, act.at).date())
    monday = week or this
    if chosen.kind not in SKILL_KINDS:
        raise NoSkillOfAWeek(f"{chosen.title} is no skill to practise through a week.")
    if monday not in (this, this + WEEK):
        raise NoSkillOfAWeek("A skill is chosen for this week or the next one.")
    there = SkillOfWeek.objects.of(person).standing().filter(week=monday).first()
    if there is not None and there.method == chosen.id:
        return there
    if there is not None:
        _drop(there, act)
    made = SkillOfWeek.objects.create(
        person=person, week=monday, method=chosen.id, chosen_by=act.actor, chosen_at=act.at
    )
    announce(SkillChosen(made.pk, person.pk, chosen.id, monday.isoformat()), act=act)
    return made


@transaction.atomic
def drop_skill(person: Person, *, act: Act, week: date | None = None) -> None:
    """Take the skill of that week off, at any time and without a reason. What was told stays."""
    hold(person)
    require(policy.may_choose_skill(act, person))
    monday = week or monday_of(local(person, act.at).date())
    there = SkillOfWeek.objects.of(person).standing().filter(week=monday).first()
    if there is not None:
        _drop(there, act)


def _drop(there: SkillOfWeek, act: Act) -> None:
    there.dropped_at, there.dropped_by = act.at, act.actor
    there.save(update_fields=["dropped_at", "dropped_by"])
    announce(SkillDropped(there.pk, there.person_id, there.method, there.week.isoformat()), act=act)
