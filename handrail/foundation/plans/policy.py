"""Who may change the plan, and who may tick a step."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import Decision, decide, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.teams.models import STRANDS, Programme, Role

#: Who may say at which level of care somebody is: a clinician, never a rule of ours.
CLINICIANS = frozenset({Role.COUNSELOR.value, Role.PRESCRIBER.value})


def may_add(act: Act, person: Person) -> Decision:
    """Add a step or a goal without changing what is there."""
    return decide(act, "care_plan", person, "append")


def may_work_on(act: Act, step: Step) -> Decision:
    """Move a step along: whoever may write the plan. The person can tick only what is theirs."""
    decision = decide(act, "care_plan", step.plan.person, "write")
    theirs = act.actor is not None and step.responsible_id == act.actor.pk
    if decision.role == "client" and not theirs:
        return Decision(allowed=False)
    return decision


def may_end_goal(act: Act, goal: Goal) -> Decision:
    """Whoever may write the plan, and the person, whose goal it is."""
    return decide(act, "care_plan", goal.plan.person, "write")


def may_choose_level(act: Act, person: Person) -> Decision:
    """A clinician who may write the plan."""
    decision = decide(act, "care_plan", person, "write")
    return decision if decision.role in CLINICIANS else Decision(allowed=False)


def may_review(act: Act, person: Person) -> Decision:
    """Whoever works with them and may add to the plan; the person says what they think of it in their own app."""
    decision = decide(act, "care_plan", person, "append")
    return decision if decision.role in {role.value for role in STRANDS} else Decision(allowed=False)


def may_set_rhythm(act: Act, programme: Programme) -> bool:
    """Its supervisors, by office."""
    held = standings(act)
    return any(one.role == Role.SUPERVISOR and one.programme == programme.pk for one in held)
