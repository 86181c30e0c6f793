"""What a worker's answer to an alert changes: a real concern, explained (a new normal), or false.

Source: early-warning design 6.2, after an alert. Evidence: design; outcomes are stored elsewhere as labels.
"""

from __future__ import annotations

from statistics import fmean

from handrail.clinical.early_warning.baseline import derive
from handrail.clinical.early_warning.memory import SignalMemory
from handrail.clinical.early_warning.silence import ANSWERED, MISSED, NOT_EXPECTED, SilenceMemory
from handrail.clinical.early_warning.state import State

REAL_CONCERN, EXPLAINED, FALSE = "real_concern", "explained", "false"
OUTCOMES = (REAL_CONCERN, EXPLAINED, FALSE)
#: A new normal stands on at most this many answers.
NEW_NORMAL_ANSWERS = 7
QUIET_AFTER_FALSE = 14


class UnknownOutcome(ValueError):
    """An outcome that has no meaning here."""


def settle(state: State, outcome: str) -> None:
    """Change the state by the outcome of its alert."""
    if outcome not in OUTCOMES:
        raise UnknownOutcome(f"{outcome!r} is not an outcome; it is {', '.join(OUTCOMES)}.")
    {REAL_CONCERN: _real_concern, EXPLAINED: _explained, FALSE: _false}[outcome](state)


def _real_concern(state: State) -> None:
    """The usual stays frozen, for 28 days at most, and the team is reminded each week while it lasts."""
    state.alert.open = state.alert.concern = True
    if state.alert.raised_on is None:
        state.alert.raised_on = state.day


def _explained(state: State) -> None:
    """What the last seven days show is the usual from here on."""
    _close(state)
    for memory in state.signals:
        _take_as_usual(memory)
    _take_silence_as_usual(state.silence)
    state.freeze.frozen, state.freeze.days, state.freeze.run_start = False, 0, None


def _false(state: State) -> None:
    """The usual stays as it is; fourteen days without an alert from the statistics."""
    _close(state)
    if state.day is not None:
        state.alert.quiet_until = state.day + QUIET_AFTER_FALSE


def _close(state: State) -> None:
    state.alert.open = state.alert.concern = False


def _take_as_usual(memory: SignalMemory) -> None:
    given = [answer for answer in memory.answers if answer is not None]
    if given:
        memory.mean = fmean(given)
    kept = min(memory.count, NEW_NORMAL_ANSWERS)
    # The spread belongs to the person, not to the level: it is carried over, on as few answers.
    memory.squares *= kept / memory.count if memory.count else 0.0
    memory.count, memory.score = kept, None
    memory.empty_windows()
    derive(memory)


def _take_silence_as_usual(memory: SilenceMemory) -> None:
    missed, answered = memory.ring.count(MISSED), memory.ring.count(ANSWERED)
    if missed + answered:
        weight = min(memory.missed + memory.answered, NEW_NORMAL_ANSWERS) / (missed + answered)
        memory.missed, memory.answered = weight * missed, weight * answered
    memory.score = 0.0
    memory.ring = [NOT_EXPECTED] * len(memory.ring)
