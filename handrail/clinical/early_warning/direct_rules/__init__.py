"""Rules that need no usual: they speak at once and do not touch the baseline.

Source: early-warning design 6.2 (direct rules, cold start) and the rules of the own-wording daily check-in.
"""

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import DirectFinding
from handrail.clinical.early_warning.direct_rules.rules import rules_for

__all__ = ["CheckInAnswers", "DirectFinding", "rules_for"]
