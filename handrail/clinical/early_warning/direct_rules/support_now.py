"""A strong urge or low confidence now. Source: daily check-in rules (own wording). Evidence: design."""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import SUPPORT_NOW, DirectFinding

CRAVING_FROM = 7
CONFIDENCE_UP_TO = 3
ACTION = "Open the coping plan and offer contact."


def support_now(answers: CheckInAnswers) -> DirectFinding | None:
    """Craving of 7 or more, or confidence of 3 or less, in one check-in."""
    reasons = []
    if answers.craving is not None and answers.craving >= CRAVING_FROM:
        reasons.append(f"craving {answers.craving:g} of 10")
    if answers.confidence is not None and answers.confidence <= CONFIDENCE_UP_TO:
        reasons.append(f"confidence {answers.confidence:g} of 10")
    if not reasons:
        return None
    return DirectFinding("support_now", SUPPORT_NOW, f"Answered {' and '.join(reasons)}.", ACTION)
