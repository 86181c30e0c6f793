"""Who may what with a complaint."""

from __future__ import annotations

from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act


def may_answer_complaints(act: Act) -> bool:
    """The privacy officer. Making one is open to anybody."""
    return keeps_privacy(act)
