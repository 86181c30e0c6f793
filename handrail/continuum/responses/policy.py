"""Who may answer a proposal."""

from __future__ import annotations

from handrail.continuum.responses.models import Proposal
from handrail.foundation.consent.evaluator import Decision, decide
from handrail.foundation.ledger.act import Act


def may_answer(act: Act, proposal: Proposal) -> Decision:
    """Whoever is or was asked, while they may still add to this person's plan."""
    if act.actor is None or not proposal.asks.filter(asked=act.actor).exists():
        return Decision(allowed=False)
    return decide(act, "care_plan", proposal.response.person, "append")
