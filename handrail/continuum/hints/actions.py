"""Everything that can happen to a hint, and to the rules of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from handrail.clinical.stepped_care import hint as clinical
from handrail.clinical.stepped_care.rules import RULES, hints
from handrail.continuum.hints import policy
from handrail.continuum.hints.events import (
    HintDismissed,
    HintGiven,
    HintTakenUp,
    RuleSwitchedOff,
    RuleSwitchedOn,
)
from handrail.continuum.hints.known import known_of, switched_off
from handrail.continuum.hints.models import AlreadyAnswered, Hint, HintShown, RuleSwitch
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import local

__all__ = ["AlreadyAnswered", "dismiss", "note_shown", "switch_off", "switch_on", "take_up", "weigh"]

#: A review that was taken up stands in the plan for so long. Evidence: design.
TO_REVIEW = timedelta(days=14)
REVIEW = "Review together how often and in what way they have support"


class ReasonMissing(ValueError):
    """A hint that is set aside needs a word on why."""


@transaction.atomic(savepoint=False)
def weigh(person: Person, *, act: Act) -> list[Hint]:
    """Give every hint whose ground is new; let those pass whose ground no longer holds. Decides nothing."""
    hold(person)
    found = hints(known_of(person, act.at))
    _let_pass(person, found, act)
    off = switched_off(person, act.at) if found else set()
    given = [made for one in found if one.rule not in off and (made := _give(person, one, act)) is not None]
    for made in given:
        announce(HintGiven(made.pk, person.pk, made.rule), act=act)
    return given


def _let_pass(person: Person, found: Iterable[clinical.Hint], act: Act) -> None:
    still = {(one.rule, one.subject, one.basis) for one in found}
    for row in Hint.objects.select_for_update().open().of(person):
        if (row.rule, row.subject, row.basis) not in still:
            row.move_to(Hint.Status.PASSED)
            row.answered_at = act.at
            row.save(update_fields=["status", "answered_at"])


def _give(person: Person, one: clinical.Hint, act: Act) -> Hint | None:
    same = Hint.objects.of(person).filter(rule=one.rule, subject=one.subject, basis=one.basis)
    if same.exclude(status=Hint.Status.PASSED).exists():
        return None
    return Hint.objects.create(
        person=person, rule=one.rule, version=one.version, subject=one.subject, basis=one.basis,
        resource=one.resource, title=one.title, why=one.why, source=one.source, limits=one.limits,
        inputs=[[put.what, put.on.isoformat(), put.value] for put in one.inputs], missing=list(one.missing),
        given_at=act.at,
    )  # fmt: skip


@transaction.atomic
def take_up(hint: Hint, *, act: Act) -> Hint:
    """Yes, let us look at it: a step to review stands in the plan, mine to do. What comes of it is theirs to say."""
    hint = _locked(hint, act)
    hint.move_to(Hint.Status.TAKEN_UP)
    due_on = (local(hint.person, act.at) + TO_REVIEW).date()
    hint.step = plans.add_step(
        hint.person, title=REVIEW, responsible=act.actor, due_on=due_on, strand="counsel", act=act
    )
    _keep(hint, act)
    announce(HintTakenUp(hint.pk, hint.person_id, hint.rule, hint.step.pk), act=act)
    return hint


@transaction.atomic
def dismiss(hint: Hint, *, words: str, act: Act) -> Hint:
    """Not now, with a word on why. On the same ground it is not given again."""
    if not words.strip():
        raise ReasonMissing("Say in a few words why not. Nothing was changed.")
    hint = _locked(hint, act)
    hint.move_to(Hint.Status.DISMISSED)
    hint.words = words.strip()
    _keep(hint, act)
    announce(HintDismissed(hint.pk, hint.person_id, hint.rule), act=act)
    return hint


def _locked(hint: Hint, act: Act) -> Hint:
    hint = Hint.objects.select_for_update(of=("self",)).select_related("person").get(pk=hint.pk)
    require(policy.may_answer(act, hint))
    return hint


def _keep(hint: Hint, act: Act) -> None:
    hint.answered_by, hint.answered_at = act.actor, act.at
    hint.save(update_fields=["status", "answered_by", "answered_at", "words", "step"])


@transaction.atomic
def note_shown(shown: Iterable[Hint], *, act: Act) -> None:
    """Whoever has them before their eyes saw them: counted once for each reader."""
    assert act.actor is not None
    rows = [HintShown(hint=one, reader=act.actor, at=act.at) for one in shown]
    HintShown.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def switch_off(programme: Programme, *, rule: str, act: Act) -> RuleSwitch | None:
    """A programme does without a rule from now on. What was given stands as it was said."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(policy.may_switch(act, programme))
    if rule not in RULES or RuleSwitch.objects.open().filter(programme=programme, rule=rule).exists():
        return None
    assert act.actor is not None
    made = RuleSwitch.objects.create(programme=programme, rule=rule, off_at=act.at, off_by=act.actor)
    announce(RuleSwitchedOff(made.pk, None, programme.pk, rule), act=act)
    return made


@transaction.atomic
def switch_on(programme: Programme, *, rule: str, act: Act) -> RuleSwitch | None:
    """A programme uses a rule again."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(policy.may_switch(act, programme))
    off = RuleSwitch.objects.select_for_update().open().filter(programme=programme, rule=rule).first()
    if off is None:
        return None
    off.on_at = act.at
    off.save(update_fields=["on_at"])
    announce(RuleSwitchedOn(off.pk, None, programme.pk, rule), act=act)
    return off
