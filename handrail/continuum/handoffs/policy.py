"""Who hands over to whom, and who answers."""

from __future__ import annotations

from handrail.continuum.handoffs.models import Handoff
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import team_of

#: What whoever takes over has to be able to do.
READS = ("care_plan", "read")


def receivers(person: Person, act: Act) -> list[CareRelationship]:
    """The others of their team who read their plan, each once, by the first of their roles."""
    once: dict[int, CareRelationship] = {}
    for care in team_of(person, act.at):
        if care.worker != act.actor:
            once.setdefault(care.worker_id, care)
    asked = [Question(act.in_place_of(care.worker), *READS) for care in once.values()]
    decided = decide_each(person, asked)
    return [care for care, found in zip(once.values(), decided, strict=True) if found.allowed]


def may_offer(act: Act, person: Person) -> bool:
    """One of their team who may add to their plan."""
    on_team = any(care.worker == act.actor for care in team_of(person, act.at))
    return on_team and decide(act, "care_plan", person, "append").allowed


def may_answer(act: Act, handoff: Handoff) -> bool:
    """Whoever was asked, while they may add to the plan."""
    return act.actor == handoff.receiver and decide(act, "care_plan", handoff.person, "append").allowed


def may_take_back(act: Act, handoff: Handoff) -> bool:
    """Whoever asked."""
    return act.actor == handoff.sender
