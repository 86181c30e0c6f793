"""All rules of the daily check-in in one look."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.cold_start import cold_start_craving
from handrail.clinical.early_warning.direct_rules.finding import LEVELS, DirectFinding
from handrail.clinical.early_warning.direct_rules.reported_use import reported_use
from handrail.clinical.early_warning.direct_rules.safety import safety
from handrail.clinical.early_warning.direct_rules.short_sleep import short_sleep
from handrail.clinical.early_warning.direct_rules.support_now import support_now


def rules_for(recent: Sequence[CheckInAnswers], *, cold_start: bool = True) -> list[DirectFinding]:
    """The rules met by the last check-in of `recent` (oldest first), the most pressing first.

    `recent` needs the check-ins of the last three days and the last three check-ins. Pass
    cold_start=assessment.cold_start: once the person has a usual, the cold-start rule is left to it.
    """
    if not recent:
        return []
    last = recent[-1]
    met = [safety(last), reported_use(last), short_sleep(recent), support_now(last)]
    if cold_start:
        met.append(cold_start_craving(recent))
    return sorted((found for found in met if found is not None), key=lambda one: LEVELS.index(one.level))
