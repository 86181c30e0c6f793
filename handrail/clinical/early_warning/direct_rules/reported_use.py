"""Use told by the person. Source: daily check-in, dc_use (own wording). Evidence: design."""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

USED = "yes"

REPORTED = DirectFinding(
    "reported_use",
    PRIORITY,
    "Told us about drinking or use since the last check-in.",
    "Supportive reply, overdose-safety information (tolerance falls quickly), offer a call; "
    "no automatic penalty, no automatic report outside the team.",
)


def reported_use(answers: CheckInAnswers) -> DirectFinding | None:
    """An answer of yes to any drinking or use. Rather not say is not a yes."""
    return REPORTED if answers.use == USED else None
