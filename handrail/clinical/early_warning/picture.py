"""Working out, from the state alone, what an evening looks like."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from handrail.clinical.early_warning import evidence, windows
from handrail.clinical.early_warning.assessment import Assessment, SignalEvidence, SilenceEvidence
from handrail.clinical.early_warning.cutoffs import Sensitivity
from handrail.clinical.early_warning.evening import Limits, silence_part
from handrail.clinical.early_warning.index import QUIET, STRONG, WATCH, WATCHES_A_MONTH, level
from handrail.clinical.early_warning.memory import RING, SignalMemory
from handrail.clinical.early_warning.signals import Signal
from handrail.clinical.early_warning.silence import (
    EXPECTED,
    MISSED,
    NOT_EXPECTED,
    SilenceMemory,
    usual_missing,
)
from handrail.clinical.early_warning.state import State

#: Below this many answers behind the usual an alert is labelled "early baseline". Source: design 6.2, cold start.
EARLY_BASELINE_BELOW = 14


def leading_window(memories: Sequence[SignalMemory]) -> tuple[float, int, list[float]]:
    """Q, the window it comes from (3 or 7 days) and the scores in it."""
    short, long = evidence.scores(memories)
    q_short, q_long = evidence.combine(short), evidence.combine(long)
    return (q_short, windows.SHORT, short) if q_short >= q_long else (q_long, windows.LONG, long)


def signal_evidence(
    signals: Sequence[Signal],
    memories: Sequence[SignalMemory],
    window: int,
    scores: Sequence[float],
    day: int,
) -> tuple[SignalEvidence, ...]:
    """One entry for each signal that is worse than usual, the largest share first."""
    parts = evidence.shares(scores)
    rows = zip(signals, memories, parts, scores, strict=True)
    found = [_one(*row, window, day) for row in rows if row[-1] > 0.0]
    return tuple(sorted(found, key=lambda one: -one.share))


def _one(
    signal: Signal, memory: SignalMemory, share: float, score: float, window: int, day: int
) -> SignalEvidence:
    slots = [(day - back) % RING for back in range(window)]
    given = [answer for slot in slots if (answer := memory.answers[slot]) is not None]
    mean = signal.sign * fmean(given) if given else None
    usual, answers = signal.sign * memory.mean, round(memory.count)
    return SignalEvidence(signal.name, share, score, mean, usual, memory.spread, len(given), answers)


def silence_evidence(memory: SilenceMemory, day: int) -> SilenceEvidence:
    """The last seven days, newest first, as the silence part saw them."""
    days = [what for back in range(RING) if (what := memory.ring[(day - back) % RING]) != NOT_EXPECTED]
    row = next((n for n, what in enumerate(days) if what != MISSED), len(days))
    expected = [what for what in days if what in EXPECTED]
    usual = usual_missing(memory, after_missed=False)
    chance = usual * usual_missing(memory, after_missed=True) ** (row - 1) if row else 1.0
    return SilenceEvidence(expected.count(MISSED), len(expected), row, 1 - usual, chance)


def expected_in(memory: SilenceMemory, window: int, day: int) -> int:
    """Days of the window on which a check-in was expected or came."""
    return sum(memory.ring[(day - back) % RING] != NOT_EXPECTED for back in range(window))


def describe(signals: Sequence[Signal], limits: Limits, setting: Sensitivity, state: State) -> Assessment:
    """The whole picture of the last closed evening."""
    found = outline(limits, state)
    day, silence = found.day, state.silence
    q, found.window, scores = leading_window(state.signals)
    found.signals_part = q / limits.signals
    found.window_expected = expected_in(silence, found.window, day)
    found.evidence = signal_evidence(signals, state.signals, found.window, scores, day)
    found.silence = silence_evidence(silence, day)
    found.early_baseline = _is_early(state, found.evidence[0] if found.evidence else None)
    found.budget = _budget(state, setting)
    return found


def outline(limits: Limits, state: State) -> Assessment:
    """The level of the last closed evening without its evidence."""
    return Assessment(
        day=_day_of(state),
        level=level(state.index),
        index=state.index,
        raised=state.raised is not None,
        why=state.raised,
        watch_raised=state.watch_raised,
        cold_start=all(memory.count < evidence.BASELINE_NEEDED for memory in state.signals),
        silence_part=silence_part(limits, state),
        run_start=state.freeze.run_start,
    )


def _day_of(state: State) -> int:
    if state.day is None:
        raise ValueError("This person has no closed day yet.")
    return state.day


def _is_early(state: State, leading: SignalEvidence | None) -> bool:
    """Whether the usual behind the leading signal, or without one behind the check-ins, is still young."""
    if leading is None:
        return state.silence.missed + state.silence.answered < EARLY_BASELINE_BELOW
    return state.signals[state.names.index(leading.name)].count < EARLY_BASELINE_BELOW


def _budget(state: State, setting: Sensitivity) -> float | None:
    reached = level(state.index)
    if reached == WATCH:
        return WATCHES_A_MONTH if setting.watch_measured else None
    return None if reached == QUIET else setting.strong_budget if reached == STRONG else setting.budget
