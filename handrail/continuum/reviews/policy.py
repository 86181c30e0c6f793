"""Who holds a case review, and who writes a point for it."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.policy import may_review


def may_hold(act: Act, person: Person) -> bool:
    """Whoever works with them and may add to their plan; never the person themself."""
    return act.actor != person and may_review(act, person).allowed


def may_write_point(act: Act, person: Person) -> bool:
    """The person, for their own review."""
    return act.actor == person and decide(act, "care_plan", person, "append").allowed
