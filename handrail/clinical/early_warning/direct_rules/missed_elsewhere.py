"""Two appointments elsewhere (court, benefits, a doctor) in a row that did not happen.

Source: stepped care, step up at two missed contacts (clinical protocols, levels of care), applied to appointments that are
not with us. Evidence: design. What was called off or got a new time beforehand does not count.
"""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding
from handrail.clinical.early_warning.direct_rules.missed_sessions import IN_A_ROW

MISSED_ELSEWHERE = DirectFinding(
    "missed_elsewhere",
    PRIORITY,
    "Two appointments elsewhere in a row did not happen.",
    "A reason to look at the way there and what else stood in the way, not at the person.",
)


def missed_elsewhere(in_a_row: int) -> DirectFinding | None:
    """Appointments elsewhere since the last one they were at."""
    return MISSED_ELSEWHERE if in_a_row >= IN_A_ROW else None
