"""How a check-in ends: one line, and one offer matched to the answers. Decided at once, without any worker."""

from __future__ import annotations

from enum import StrEnum

from handrail.clinical.early_warning.direct_rules.finding import EMERGENCY, SAME_SESSION, SUPPORT_NOW
from handrail.clinical.early_warning.direct_rules.reported_use import USED
from handrail.clinical.early_warning.direct_rules.rules import rules_for
from handrail.continuum.watch.seen import as_answers
from handrail.foundation.measures.models import CheckIn
from handrail.interfaces.client.questions import FIRST, URGES, worst


class Ending(StrEnum):
    HELP = "help"
    USED = "used"
    REACHED = "reached"
    SUPPORT = "support"
    STEADY = "steady"


def ending_of(check_in: CheckIn) -> Ending:
    """Help first; then use that was told; then the wish for somebody; then an offer of support."""
    levels = {met.level for met in rules_for([as_answers(check_in)], cold_start=False)}
    if levels & {EMERGENCY, SAME_SESSION} or _at_its_hardest(check_in):
        return Ending.HELP
    if check_in.use == USED:
        return Ending.USED
    if check_in.reach_out == CheckIn.ReachOut.YES:
        return Ending.REACHED
    return Ending.SUPPORT if SUPPORT_NOW in levels else Ending.STEADY


def _at_its_hardest(check_in: CheckIn) -> bool:
    told = check_in.answers()
    return any(told[name] is not None and told[name] == worst(name) for name in (FIRST, URGES))
