"""The kind look back: what helped, what was missing, and what is changed, with the person and the team."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.actions import add_step
from handrail.foundation.plans.policy import may_add
from handrail.pillars.crisis.actions.following_up import finish_follow_up
from handrail.pillars.crisis.models import FollowUp


@dataclass(frozen=True, slots=True)
class LookBack:
    """In words, each of them optional but one. `change` becomes a step of the plan, for whoever looked back."""

    helped: str = ""
    missing: str = ""
    change: str = ""

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
    if follow_up.kind != FollowUp.Kind.DEBRIEF or not told.words:
        raise ValueError(
            "Write down one thing: what helped, what was missing, or what you change. Nothing was saved."
        )
    person = follow_up.alert.person
    assert person is not None
    if told.change.strip() and not may_add(act, person):
        raise ValueError(
            "You cannot add to their plan. Tell somebody of their team what is changed. Nothing was saved."
        )
    done = finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, words=told.words, act=act)
    if told.change.strip():
        add_step(person, title=told.change.strip(), responsible=act.actor, strand="crisis", act=act)
    return done
