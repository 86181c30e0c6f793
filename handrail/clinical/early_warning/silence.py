"""Going quiet: more missed check-ins than is usual for this person. Only expected days count.

Source: early-warning design 6.1, 8. Evidence (simulated): found in .84 within 7 days and .35 within 3, at .12 alerts
a person-month; "five missed in a row" finds .68 and .04 at .11.
"""

from __future__ import annotations

from math import log

from handrail.clinical.early_warning.baseline import KEEP

MISSED, ANSWERED, NOT_EXPECTED, UNASKED = "m", "a", "-", "u"
#: What counts. UNASKED: answers came on a day on which none were expected; neither the rate nor S takes it in.
EXPECTED = frozenset({MISSED, ANSWERED})
KINDS_OF_DAY = (MISSED, ANSWERED, NOT_EXPECTED, UNASKED)

#: The prior: 1.2 missed of 9.2 expected days.
PRIOR_MISSED = 1.2
PRIOR_DAYS = 9.2
#: A missed day makes the next missed day likelier, for anybody.
AFTER_A_MISSED_DAY = 0.10
LOWEST_USUAL, HIGHEST_USUAL = 0.02, 0.60
#: What going quiet looks like: at least .85 missed, or .25 more than usual, at most .95.
QUIET_AT_LEAST, QUIET_ABOVE_USUAL, QUIET_AT_MOST = 0.85, 0.25, 0.95
HIGHEST_SCORE = 12.0
MONITORED_FROM_DAY = 5


class SilenceMemory:
    """S, the missed (a) and answered (b) days behind the usual, and a ring of the last seven days."""

    __slots__ = ("missed", "answered", "score", "ring")

    def __init__(self) -> None:
        self.missed = self.answered = self.score = 0.0
        self.ring = [NOT_EXPECTED] * 7

    def copy(self) -> SilenceMemory:
        """A memory of its own with the same contents."""
        twin = SilenceMemory()
        twin.missed, twin.answered, twin.score = self.missed, self.answered, self.score
        twin.ring = self.ring[:]
        return twin


def learn(memory: SilenceMemory, past: str) -> None:
    """Take a day of seven days ago into the usual rate of missing."""
    if past in EXPECTED:
        memory.missed = KEEP * memory.missed + (past == MISSED)
        memory.answered = KEEP * memory.answered + (past == ANSWERED)


def count(memory: SilenceMemory, what: str, slot: int) -> str:
    """Count one day: MISSED adds to S, ANSWERED takes from it, others leave it. Returns the day it replaces."""
    past = memory.ring[slot]
    if what in EXPECTED:
        usual = usual_missing(memory, memory.ring[slot - 1] == MISSED)
        quiet = when_quiet(usual)
        odds = quiet / usual if what == MISSED else (1 - quiet) / (1 - usual)
        score = memory.score + log(odds)
        memory.score = 0.0 if score < 0.0 else HIGHEST_SCORE if score > HIGHEST_SCORE else score
    memory.ring[slot] = what
    return past


def kind_of_day(answered: bool, expected: bool) -> str:
    """What a day is to the silence part."""
    if answered:
        return ANSWERED if expected else UNASKED
    return MISSED if expected else NOT_EXPECTED


def usual_missing(memory: SilenceMemory, after_missed: bool) -> float:
    """p0: how likely this person is to miss an expected day when nothing has changed."""
    share = (memory.missed + PRIOR_MISSED) / (memory.missed + memory.answered + PRIOR_DAYS)
    if after_missed:
        share += AFTER_A_MISSED_DAY
    if share < LOWEST_USUAL:
        return LOWEST_USUAL
    return HIGHEST_USUAL if share > HIGHEST_USUAL else share


def when_quiet(usual: float) -> float:
    """p1: how likely a missed day is for somebody going quiet."""
    return max(QUIET_AT_LEAST, min(usual + QUIET_ABOVE_USUAL, QUIET_AT_MOST))
