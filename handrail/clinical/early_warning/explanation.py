"""Why an alert: the leading signals and silence, as values and in plain words. No risk, no cause.

Source: early-warning design 6.2, explanation inputs. Evidence: design.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handrail.clinical.early_warning.assessment import Assessment, SignalEvidence, SilenceEvidence
from handrail.clinical.early_warning.index import WATCH
from handrail.clinical.early_warning.wording import (
    BUDGET,
    BY_CHANCE,
    EARLY_BASELINE,
    ENDING,
    IN_ANSWERS,
    ONE_OF,
    called,
    changed,
    count_of,
    weekday_or_date,
)  # fmt: skip

#: The signals told: the largest shares until they make up this part, at most three.
TOLD_SHARE = 0.8
TOLD_AT_MOST = 3

DayName = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is shown of one assessment.

    `leading` are the signals told, `headlines` one line each for a board, `silence` None when check-ins are as usual,
    `since` the first day of the present run, None without one.
    """

    day: int
    level: str
    early_baseline: bool
    since: int | None
    window: int
    window_expected: int
    leading: tuple[SignalEvidence, ...]
    silence: SilenceEvidence | None
    headlines: tuple[str, ...]
    sentence: str


def explain(assessment: Assessment, day_name: DayName = weekday_or_date) -> Explanation:
    """Explain an assessment. `day_name(number, today)` says a day; by default numbers are date.toordinal()."""
    leading, silence = leading_signals(assessment), quiet_days(assessment)
    return Explanation(
        day=assessment.day,
        level=assessment.level,
        early_baseline=assessment.early_baseline,
        since=assessment.run_start,
        window=assessment.window,
        window_expected=assessment.window_expected,
        leading=leading,
        silence=silence,
        headlines=_headlines(assessment, leading, silence, day_name),
        sentence=_sentence(assessment, leading, silence, day_name),
    )


def leading_signals(assessment: Assessment) -> tuple[SignalEvidence, ...]:
    """The signals that make up most of the evidence, the largest first."""
    told: list[SignalEvidence] = []
    for found in assessment.evidence[:TOLD_AT_MOST]:
        if found.share > 0 and found.window_mean is not None and sum(one.share for one in told) < TOLD_SHARE:
            told.append(found)
    return tuple(told)


def quiet_days(assessment: Assessment) -> SilenceEvidence | None:
    """The missed check-ins, where they are part of the picture."""
    silence = assessment.silence
    return silence if silence is not None and silence.missed and assessment.silence_part > 0 else None


def _headlines(
    assessment: Assessment, leading: tuple[SignalEvidence, ...], silence: SilenceEvidence | None, say: DayName
) -> tuple[str, ...]:
    since = "" if assessment.run_start is None else f" since {say(assessment.run_start, assessment.day)}"
    lines = [changed(found) + since for found in leading]
    if silence is not None:
        line = (
            f"Fewer check-ins than usual: {silence.expected - silence.missed} of the last {silence.expected}"
        )
        lines.insert(0 if _mostly_silence(assessment) else len(lines), line)
    return tuple(lines)


def _mostly_silence(assessment: Assessment) -> bool:
    return assessment.silence_part >= assessment.signals_part


def _sentence(
    assessment: Assessment, leading: tuple[SignalEvidence, ...], silence: SilenceEvidence | None, say: DayName
) -> str:
    event = "change" if assessment.level == WATCH else "alert"
    parts = []
    if leading:
        parts.append(
            _signals_text(assessment, leading, say, f"this {event}" if silence is None else IN_ANSWERS)
        )
    if silence is not None:
        parts.insert(0 if _mostly_silence(assessment) else len(parts), _silence_text(silence))
    if assessment.early_baseline:
        parts.append(EARLY_BASELINE)
    if assessment.budget is not None:
        parts.append(BY_CHANCE.format(event=ONE_OF[event], often=BUDGET[assessment.budget]))
    return " ".join([*parts, ENDING])


def _signals_text(
    assessment: Assessment, leading: tuple[SignalEvidence, ...], say: DayName, whole: str
) -> str:
    first, *others = leading
    opening = _period(assessment, first, say)
    behind = count_of(first.baseline_answers, "check-in")
    text = (
        f"{opening} {called(first.name)} averages {first.window_mean:.1f}, usually {first.usual:.1f} "
        f"± {first.usual_spread:.1f} over {behind} ({_share(first)} of {whole})"
    )
    for found in others:
        text += f"; {called(found.name)} {found.window_mean:.1f}, usually {found.usual:.1f} ({_share(found)})"
    return text + "."


def _share(found: SignalEvidence) -> str:
    return f"{round(100 * found.share)} %"


def _period(assessment: Assessment, first: SignalEvidence, say: DayName) -> str:
    """The window, said by its first day where the present run began just then."""
    start = assessment.day - assessment.window + 1
    answered = f"({first.window_answers} of {count_of(assessment.window_expected, 'check-in')})"
    if assessment.run_start == start:
        return f"Since {say(start, assessment.day)} {answered}"
    over = f"over the last {assessment.window} days {answered}"
    if assessment.run_start is None:
        return over.capitalize()
    return f"Since {say(assessment.run_start, assessment.day)}: {over}"


def _silence_text(silence: SilenceEvidence) -> str:
    came = silence.expected - silence.missed
    usual = f"usually about {round(10 * silence.usual_answer_rate)} of 10"
    return f"Check-ins came on {came} of the last {silence.expected} expected days, {usual}."
