"""Who may agree on a practice with somebody, and who may tell how it went."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import Decision, decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


def may_begin(act: Act, person: Person) -> Decision:
    """The person themself, and whoever may change their plan."""
    return decide(act, "care_plan", person, "write")


def may_end(act: Act, person: Person) -> Decision:
    """The person at any time, and whoever may change their plan."""
    return decide(act, "care_plan", person, "write")


def may_tell(act: Act, person: Person) -> Decision:
    """The person, or a worker who practises with them."""
    return decide(act, "care_plan", person, "write")
