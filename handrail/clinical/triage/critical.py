"""What of a record tells somebody who answers in a crisis of overdoses, attempts and current risk.

Source: trust/access_matrix.yaml, field set `critical` ("overdose and attempt history, current risk flags, naloxone").
Which answers and findings these are, and how long a flag counts as current, is design: a site must approve it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY
from handrail.clinical.early_warning.direct_rules.safety import UNSAFE, UNSURE
from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.playbooks.playbook import playbook

VERSION = "1"
#: A safety answer counts as a current flag for so long; what stands in an open concern counts until that is closed.
FLAG_LASTS = timedelta(days=30)
#: (check, question) -> the answer that tells of an overdose, or of an attempt.
OVERDOSE = {("overdose", "lately"): "yes", ("overdose", "naloxone"): "yes"}
ATTEMPT = {("asq", "asq_4"): "1", ("c_ssrs", "behaviour_ever"): "yes", ("c_ssrs", "behaviour_recent"): "yes"}
#: The same answer where somebody filled in the scale: its id, the question, the value.
ATTEMPT_IN_A_SCALE = ("asq", "asq_4", 1)


@cache
def flag_rules() -> frozenset[str]:
    """The ids of the rules whose finding is a risk flag: an answer about safety, in a check-in or in a scale."""
    triggers = {
        trigger.id
        for one in catalogue()
        for trigger in one.safety_triggers
        if PRESSING.get(trigger.level, PRIORITY) != PRIORITY
    }
    return frozenset({UNSAFE.rule_id, UNSURE.rule_id} | triggers)


def flags_since(today: date) -> date:
    """The first day of which a safety answer still counts."""
    return today - FLAG_LASTS


@cache
def naloxone_steps() -> frozenset[str]:
    """The titles of the steps by which naloxone comes into somebody's hands."""
    books = (playbook("overdose_bridge"), playbook("return_to_use"))
    return frozenset(step.title for book in books for step in book.steps if "naloxone" in step.id)
