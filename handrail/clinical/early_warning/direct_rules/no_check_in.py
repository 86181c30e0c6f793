"""Three days without a check-in, from somebody who usually checks in. Source: daily check-in rules (own wording).

Evidence: design. "Usually" is read as: on more than half of the expected days.
"""

from __future__ import annotations

from handrail.clinical.early_warning.assessment import SilenceEvidence
from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

DAYS = 3
USUALLY_ABOVE = 0.5

NO_CHECK_IN = DirectFinding(
    "no_check_in",
    PRIORITY,
    "No check-in for three days; usually checks in.",
    "A caring message from a human, not an automated reminder chain.",
)


def no_check_in(silence: SilenceEvidence) -> DirectFinding | None:
    """Three or more expected days in a row without a check-in."""
    usually = silence.usual_answer_rate > USUALLY_ABOVE
    return NO_CHECK_IN if usually and silence.in_a_row >= DAYS else None
