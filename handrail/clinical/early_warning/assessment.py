"""How one evening looks: the level, and everything an explanation needs. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Day(NamedTuple):
    """One day of one person. `number` counts days (date.toordinal()); an answer of None was skipped.

    A day with no answer at all counts as missed when it was `expected`, and not at all when it was not; unless they
    `came`: there was a check-in, and it held none of these answers.
    """

    number: int
    answers: Mapping[str, float | None]
    expected: bool = True
    came: bool = False


class SignalEvidence(NamedTuple):
    """One signal in the leading window. Means and spread in the units of the answer, None when nothing was answered.

    `share` is its part of the signals' evidence (all add to 1), `baseline_answers` how many the usual stands on.
    """

    name: str
    share: float
    score: float
    window_mean: float | None
    usual: float
    usual_spread: float
    window_answers: int
    baseline_answers: int


class SilenceEvidence(NamedTuple):
    """Missed and expected days among the last seven, days missed in a row, and the usual share answered (0 to 1)."""

    missed: int
    expected: int
    in_a_row: int
    usual_answer_rate: float
    chance_of_row: float


@dataclass(slots=True)
class Assessment:
    """The evening of `day`. `signals_part` is Q / h_Q and `silence_part` S / h_S; neither is a risk.

    `raised`: the team is told this day, for the reason in `why` (new, grown, reminder). `watch_raised`: the person
    is offered support this day. `evidence` is sorted by share and empty where nothing was worked out;
    `budget` is how many such alerts a stable person has in a month by chance, None where not measured.
    """

    day: int
    level: str
    index: float
    raised: bool
    why: str | None
    watch_raised: bool
    cold_start: bool
    silence_part: float
    run_start: int | None
    early_baseline: bool = False
    signals_part: float = 0.0
    window: int = 0
    window_expected: int = 0
    evidence: tuple[SignalEvidence, ...] = ()
    silence: SilenceEvidence | None = None
    budget: float | None = None
