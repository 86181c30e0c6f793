"""Who says where somebody may be written to, and how much: the person. Who has it sent: the house."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


def may_permit(act: Act, person: Person) -> bool:
    """Only they themself."""
    return act.actor == person and decide(act, "safe_contact", person, "write").allowed


def may_send(act: Act) -> bool:
    """The house: no worker sends a reminder past somebody's own choices."""
    return act.actor is None
