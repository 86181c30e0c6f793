"""Every check of the console, and what all answers together ask for at least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handrail.clinical.triage import overdose, safety_check, self_neglect, suicide_risk, violence, withdrawal
from handrail.clinical.triage.check import Answers, Check, Level, most_urgent_first

#: In the order of the console. C-SSRS is added where a site brought its wording.
CHECKS = (
    safety_check.CHECK, suicide_risk.ASQ, overdose.CHECK, withdrawal.SIGNS, withdrawal.COWS, withdrawal.CIWA,
    violence.CHECK, self_neglect.CHECK,
)  # fmt: skip


def levels(answers: Mapping[str, Answers], checks: Sequence[Check] = CHECKS) -> list[Level]:
    """By check -> question -> value: every level that holds, most urgent first."""
    return most_urgent_first([level for one in checks for level in one.levels(answers.get(one.id, {}))])
