"""Two sessions in a row to which somebody did not come.

Source: stepped care, step up at two missed contacts (clinical protocols, levels of care). Evidence: design. What was
cancelled beforehand does not count, and coming late is coming.
"""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

IN_A_ROW = 2

MISSED_SESSIONS = DirectFinding(
    "missed_sessions",
    PRIORITY,
    "Did not come to two sessions in a row.",
    "A reason to look at how we reach out, not at the person.",
)


def missed_sessions(in_a_row: int) -> DirectFinding | None:
    """Sessions since the last one they came to."""
    return MISSED_SESSIONS if in_a_row >= IN_A_ROW else None
