"""The safety question. Source: daily check-in, dc_safe (own wording). Evidence: design."""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import EMERGENCY, SAME_SESSION, DirectFinding

NOT_SAFE, NOT_SURE = "no", "not_sure"

UNSAFE = DirectFinding(
    "not_safe",
    EMERGENCY,
    "Does not feel safe from self-harm today.",
    "Crisis contacts on screen now, direct call button, on-call alert if consented.",
)
UNSURE = DirectFinding(
    "not_sure_of_safety",
    SAME_SESSION,
    "Is not sure of being safe from self-harm today.",
    "Show the safety plan; human contact the same day.",
)


def safety(answers: CheckInAnswers) -> DirectFinding | None:
    """An answer of no, or of not sure, to feeling safe."""
    return {NOT_SAFE: UNSAFE, NOT_SURE: UNSURE}.get(answers.safe or "")
