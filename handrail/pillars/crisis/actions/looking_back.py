"""The kind look back: what helped, what was missing, and what is changed, with the person and the team."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.actions import add_step
from handrail.foundation.plans.policy import may_add
from handrail.foundation.practices.actions import begin
from handrail.foundation.practices.policy import may_begin
from handrail.pillars.crisis.actions.answering import write_answers
from handrail.pillars.crisis.actions.beats import locked
from handrail.pillars.crisis.actions.following_up import finish_follow_up
from handrail.pillars.crisis.models import Alert, Answer, FollowUp, Helped, LookedBack, SetOff


@dataclass(frozen=True, slots=True)
class LookBack:
    """Each of them optional, but one of the words. `change` becomes a step of the plan, for whoever looked back;
    `skill`, a method of `clinical/practices`, is practised from now on. `set_off` and `most` are SetOff and Helped."""

    helped: str = ""
    missing: str = ""
    change: str = ""
    set_off: str = ""
    most: str = ""
    skill: str = ""

    @property
    def words(self) -> str:
        parts = [
            ("What helped", self.helped),
            ("What was missing", self.missing),
            ("What we change", self.change),
        ]
        return " ".join(f"{name}: {told.strip()}" for name, told in parts if told.strip())


@transaction.atomic
def look_back(follow_up: FollowUp, told: LookBack, *, act: Act) -> FollowUp:
    """Write it down, and put what is changed into the plan. Raises Refused, ValueError."""
    if follow_up.kind != FollowUp.Kind.DEBRIEF or not (told.words or told.most or told.skill):
        raise ValueError(
            "Write down one thing: what helped, what was missing, or what you change. Nothing was saved."
        )
    person = follow_up.alert.person
    assert person is not None
    _require_able(told, person, act)
    _keep_chosen(follow_up.alert, told, act)
    if told.skill:
        begin(person, method=told.skill, act=act)
    done = finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, words=told.words, act=act)
    if told.change.strip():
        add_step(person, title=told.change.strip(), responsible=act.actor, strand="crisis", act=act)
    return done


def _require_able(told: LookBack, person: Person, act: Act) -> None:
    if (told.change.strip() and not may_add(act, person)) or (
        told.skill and not may_begin(act, person).allowed
    ):
        raise ValueError(
            "You cannot add to their plan. Tell somebody of their team what is changed. Nothing was saved."
        )


def _keep_chosen(alert: Alert, told: LookBack, act: Act) -> None:
    """What can be counted over many. Nobody is called by it days later: that it was told is part of the look back."""
    if told.set_off not in {"", *SetOff.values} or told.most not in {"", *Helped.values}:
        raise ValueError("Choose one of what is there. Nothing was saved.")
    chosen = {LookedBack.SET_OFF: told.set_off, LookedBack.HELPED: told.most, LookedBack.SKILL: told.skill}
    given = {question.value: value for question, value in chosen.items() if value}
    write_answers(locked(alert, act, also_closed=True), Answer.LOOK_BACK, given, act)
