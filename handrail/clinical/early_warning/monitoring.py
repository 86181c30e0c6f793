"""Which answers of a person are watched: those they give often enough for a usual to stand on.

Both numbers are the engine's own (design 6.1): a deviation needs at least 3 answers behind the baseline (step 4),
and the baseline forgets with a memory of 90 days (step 7). Evidence: design.
"""

from __future__ import annotations

from collections.abc import Mapping

from handrail.clinical.early_warning.signals import KNOWN

ANSWERS_NEEDED = 3
SINCE_DAYS = 90

#: The first two questions of the daily check-in: watched from the first day on.
ALWAYS = ("craving", "mood")


def monitored(answers: Mapping[str, int]) -> tuple[str, ...]:
    """The known signals answered at least 3 times in the last 90 days, and always the first two, in a fixed order."""
    return tuple(name for name in KNOWN if name in ALWAYS or answers.get(name, 0) >= ANSWERS_NEEDED)
