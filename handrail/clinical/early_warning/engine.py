"""The daily engine: one person's day against their own usual. No clock, no database, one pass a day.

Source: early-warning design 6. Each formula and number stands in the file of its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handrail.clinical.early_warning import alerts, evening, outcomes
from handrail.clinical.early_warning.assessment import Assessment, Day
from handrail.clinical.early_warning.baseline import prepare
from handrail.clinical.early_warning.cutoffs import sensitivity as setting_of
from handrail.clinical.early_warning.cutoffs import signal_cutoff
from handrail.clinical.early_warning.evening import Answers, Limits
from handrail.clinical.early_warning.index import ALERT_FROM, STRONG_FROM, WATCH_FROM
from handrail.clinical.early_warning.memory import RING, SignalMemory
from handrail.clinical.early_warning.picture import describe, outline
from handrail.clinical.early_warning.signals import Signal, resolve
from handrail.clinical.early_warning.state import State

__all__ = ["Assessment", "Day", "DayOutOfOrder", "Engine", "ImpossibleAnswer", "State"]

#: After a month away nothing changes any more but the forgetting; a longer absence is closed as a year.
LONGEST_GAP = 366


class DayOutOfOrder(ValueError):
    """A day was closed twice, or after a later one."""


class ImpossibleAnswer(ValueError):
    """An answer outside the range of its signal, or not a number."""


class Engine:
    """The rules for one set of signals. Holds no person: one engine serves everybody with the same questions."""

    def __init__(
        self, signals: Iterable[str | Signal], *, sensitivity: str = "default", answers_per_week: float = 7
    ) -> None:
        """`answers_per_week`: check-ins expected of a person by their schedule; fewer lower the cut-off."""
        self.signals = resolve(signals)
        self.names = tuple(signal.name for signal in self.signals)
        self.setting = setting_of(sensitivity)
        self.limits = Limits(
            signs=tuple(signal.sign for signal in self.signals),
            signals=signal_cutoff(self.setting, len(self.signals), answers_per_week),
            silence=self.setting.silence,
            alert_from=STRONG_FROM if self.setting.only_strong else ALERT_FROM,
        )

    def new_state(self) -> State:
        """A person on the evening before their first day."""
        return State(self.names, [_new(signal) for signal in self.signals])

    def assess(self, state: State, day: Day) -> Assessment:
        """How the evening of `day` looks with the answers so far; `state` stays as it is."""
        twin = state.copy()
        self._weigh(twin, day)
        return self.describe(twin)

    def close(self, state: State, day: Day) -> tuple[State, Assessment]:
        """Close the day: changes `state` and returns it. Days left open before it are closed as not expected.

        On a quiet evening the assessment carries no evidence; assess works it out for any evening.
        """
        past = self._weigh(state, day)
        # What is told is what was weighed: before the day of a week ago joins the usual.
        found = self.describe(state) if state.index >= WATCH_FROM else outline(self.limits, state)
        evening.learn(state, past)
        return state, found

    def close_through(self, state: State, number: int, *, expected: bool) -> list[Assessment]:
        """Close every open day up to and with `number`: as missed when `expected`, else as not counting."""
        if state.day is None:
            return []
        # Whole weeks are left out, so that the rings of seven days keep their places.
        state.day += max(0, (number - state.day - LONGEST_GAP) // RING * RING)
        return [self.close(state, Day(day, {}, expected))[1] for day in range(state.day + 1, number + 1)]

    def settle(self, state: State, outcome: str) -> State:
        """Take in what the alert turned out to be: real_concern, explained or false. Changes and returns `state`."""
        self._adopt(state)
        outcomes.settle(state, outcome)
        return state

    def note_raised(self, state: State, assessment: Assessment) -> State:
        """The team was told in the middle of an open day: remembered, so the evening does not tell it again."""
        alerts.noted(state.alert, assessment.day, assessment.index, assessment.why, assessment.watch_raised)
        return state

    def describe(self, state: State) -> Assessment:
        """The last closed evening of `state` with all that an explanation needs.

        The usual is told as it stands now. Where that evening went on learning, the parts may differ a little from
        those that were weighed; on a frozen one, so on every evening that is new to the team, they are the same.
        """
        if state.names is not self.names:
            state = state.copy()
            self._adopt(state)
        return describe(self.signals, self.limits, self.setting, state)

    def advance(self, state: State, number: int, answers: Answers, expected: bool = True) -> float:
        """`close` in its bare form, for sweeps: the day after state.day, answers in the order of `signals` and

        within range (nothing is checked). Returns the index; state.raised says why the team is told, or None.
        """
        self._adopt(state)
        return evening.advance(self.limits, state, number, answers, expected)

    def _weigh(self, state: State, day: Day) -> str:
        answers = self._in_order(day.answers)
        if state.day is not None and day.number != state.day + 1:
            if day.number <= state.day:
                raise DayOutOfOrder(f"Day {day.number} comes after day {state.day}, which is closed.")
            self.close_through(state, day.number - 1, expected=False)
        self._adopt(state)
        came = day.came or any(answer is not None for answer in day.answers.values())
        return evening.weigh(self.limits, state, day.number, answers, day.expected, came)

    def _in_order(self, given: Mapping[str, float | None]) -> list[float | None]:
        answers = [given.get(name) for name in self.names]
        for signal, answer in zip(self.signals, answers, strict=True):
            if answer is not None and not _possible(signal, answer):
                raise ImpossibleAnswer(
                    f"{signal.name} lies between {signal.minimum:g} and {signal.maximum:g}; "
                    f"it was given {answer!r}."
                )
        return answers

    def _adopt(self, state: State) -> None:
        """A loaded state, or one of other signals: kept ones keep their usual, new ones start at the prior."""
        if state.names is not self.names:
            known = dict(zip(state.names, state.signals, strict=True))
            state.signals = [known.get(signal.name) or _new(signal) for signal in self.signals]
            for memory, signal in zip(state.signals, self.signals, strict=True):
                prepare(memory, signal)
            state.names = self.names


def _possible(signal: Signal, answer: object) -> bool:
    # A yes or no is a number to Python, and no answer to any of these questions.
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return signal.minimum <= answer <= signal.maximum


def _new(signal: Signal) -> SignalMemory:
    memory = SignalMemory(signal)
    prepare(memory, signal)
    return memory
