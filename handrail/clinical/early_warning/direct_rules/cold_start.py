"""Before there is a usual: a high urge twice in three check-ins. Source: early-warning design 6.2, cold start.

Evidence: design. From about day 10 on the person's own usual takes over (Assessment.cold_start turns false).
"""

from __future__ import annotations

from collections.abc import Sequence

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

CRAVING_FROM = 8
TIMES = 2
OF_THE_LAST = 3

HIGH_CRAVING = DirectFinding(
    "cold_start_craving",
    PRIORITY,
    "Early baseline: craving of 8 or more on two of the last three check-ins.",
    "Offer contact; look at the coping plan together.",
)


def cold_start_craving(recent: Sequence[CheckInAnswers]) -> DirectFinding | None:
    """Craving of 8 or more on two of the last three check-ins; a skipped answer counts as no answer."""
    answers = [one.craving for one in recent[-OF_THE_LAST:]]
    high = sum(craving is not None and craving >= CRAVING_FROM for craving in answers)
    return HIGH_CRAVING if high >= TIMES else None
