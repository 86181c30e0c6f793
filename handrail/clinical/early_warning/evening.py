"""One day of one person, from yesterday's state to this evening's: slide, weigh, raise, freeze, learn.

Source: early-warning design 6.1, in its order. The usual learns from the day seven days ago after today is weighed,
unless this evening says to freeze; the rate of missing has no freeze in the design and learns every evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.clinical.early_warning import alerts, baseline, freezing, silence
from handrail.clinical.early_warning.evidence import strongest
from handrail.clinical.early_warning.index import WATCH_FROM, index
from handrail.clinical.early_warning.memory import RING
from handrail.clinical.early_warning.state import State
from handrail.clinical.early_warning.windows import slide

Answers = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine was set to: the sign of each signal, h_Q, h_S, and the index from which the team is told."""

    signs: tuple[float, ...]
    signals: float
    silence: float
    alert_from: float


def advance(limits: Limits, state: State, number: int, answers: Answers, expected: bool) -> float:
    """Close day `number`, the one after state.day. Answers in the order of the signs, within range. Returns I."""
    learn(state, weigh(limits, state, number, answers, expected))
    return state.index


def weigh(
    limits: Limits, state: State, number: int, answers: Answers, expected: bool, came: bool = False
) -> str:
    """Everything of the day but the learning; returns what the silence part learns next.

    `came`: there was a check-in, though it may hold none of these answers.
    """
    slot, answered = number % RING, came
    for memory, sign, answer in zip(state.signals, limits.signs, answers, strict=True):
        if answer is None:
            slide(memory, None, slot)
        else:
            answered = True
            slide(memory, sign * answer, slot)
    state.day = number
    if state.first_day is None:
        state.first_day = number
    past = silence.count(state.silence, silence.kind_of_day(answered, expected), slot)
    _settle(limits, state, number)
    return past


def learn(state: State, past: str) -> None:
    """The day that has just left the windows joins the usual. A freeze holds the signals; silence goes on."""
    frozen = state.freeze.frozen
    silence.learn(state.silence, past)
    for memory in state.signals:
        if frozen or memory.leaving is None:
            memory.score = None
        else:
            baseline.learn(memory, memory.leaving)


def _settle(limits: Limits, state: State, number: int) -> None:
    signals = strongest(state.signals) / limits.signals
    state.index = value = index(signals, silence_part(limits, state))
    state.raised, state.watch_raised = None, False
    if value >= WATCH_FROM:
        state.watch_raised = alerts.watch(state.alert, number)
    if value >= limits.alert_from:
        state.raised = alerts.tell(state.alert, number, value)
    elif not (state.alert.concern and freezing.may_last(state.freeze)):
        alerts.lapse(state.alert)
    freezing.settle_evening(state.freeze, number, signals, state.alert.open)


def silence_part(limits: Limits, state: State) -> float:
    """S / h_S, from the day on which silence is monitored."""
    if state.day is None or state.first_day is None:
        return 0.0
    if state.day - state.first_day + 1 < silence.MONITORED_FROM_DAY:
        return 0.0
    return state.silence.score / limits.silence
