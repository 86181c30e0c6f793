"""From answers to a result, exactly as the instrument defines it. A missing answer never becomes zero."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from handrail.clinical.instruments.answers import Answer, Answers, checked
from handrail.clinical.instruments.change import Change, change
from handrail.clinical.instruments.conditions import TOTAL, Condition, Facts, holds, subjects
from handrail.clinical.instruments.errors import IncompleteAnswers, InstrumentError, OutOfRange
from handrail.clinical.instruments.points import contradictions, flags, missing, sum_of, total_of
from handrail.clinical.instruments.scale import (
    LEVELS,
    Band,
    Cutoff,
    Instrument,
    Outcome,
    SafetyTrigger,
)

# An earlier total as it may come out of a database; whole, or refused.
Total = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """What the answers come to. `total` is None whenever a scored answer is missing or no total exists.

    `safety_triggers` are most urgent first and hold for what was answered, total or not.
    `positive_screens` are the named cut-offs reached (look at `kind` and `applies_to` before naming one).
    `flags` are the items of a per-item screen that were positive. Nothing here is a diagnosis.
    """

    instrument_id: str
    title: str
    scoring_version: str
    validated: bool
    method: str
    total: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    band: Band | None = None
    band_set: str | None = None
    subscales: Mapping[str, int | None] = field(default_factory=dict)
    positive_screens: tuple[Cutoff, ...] = ()
    flags: tuple[str, ...] = ()
    outcome: Outcome | None = None
    change: Change | None = None
    safety_triggers: tuple[SafetyTrigger, ...] = ()
    unscored: Mapping[str, Answer] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def screens_for(self, group: str) -> tuple[Cutoff, ...]:
        """The cut-offs reached that hold for "men", "women" or "unspecified", with those for everybody."""
        return tuple(cut for cut in self.positive_screens if cut.applies_to in (None, group))


def score(
    instrument: Instrument,
    answers: Answers,
    previous: Answers | Total | None = None,
    *,
    band_set: str | None = None,
) -> Score:
    """Everything the answers come to, complete or not; see `require_complete` for all or nothing.

    `previous` is an earlier total, or earlier answers to the same instrument. `band_set` chooses between
    published thresholds where they disagree (CIWA-Ar). Raises UnknownItem and OutOfRange.
    """
    given = checked(instrument, answers)
    earlier = checked(instrument, previous) if isinstance(previous, Mapping) else {}
    urgent = fired(instrument, given)
    total = total_of(instrument, given)
    facts = Facts(given, total, earlier)
    bands = band_set or instrument.default_band_set
    return Score(
        instrument_id=instrument.id,
        title=instrument.title,
        scoring_version=instrument.scoring_version,
        validated=instrument.validated,
        method=instrument.scoring.method,
        total=total,
        minimum=instrument.scoring.minimum,
        maximum=instrument.scoring.maximum,
        band=_band(instrument, total, bands),
        band_set=bands,
        subscales={part.id: sum_of(instrument, part.items, given) for part in instrument.subscales},
        positive_screens=tuple(cut for cut in instrument.cutoffs if _is_true(cut.when, facts)),
        flags=flags(instrument, given),
        outcome=next((one for one in instrument.scoring.outcomes if holds(one.when, facts)), None),
        change=_change(instrument, total, previous),
        safety_triggers=urgent + (() if total is None else fired(instrument, given, total=total)),
        unscored={item.id: given[item.id] for item in instrument.unscored_items if item.id in given},
        missing=missing(instrument, given),
        notes=(*_notes(instrument, facts), *contradictions(instrument, facts)),
    )


def require_complete(result: Score) -> Score:
    """The same score where it is a result; IncompleteAnswers where it needs answers it has not got."""
    without = {"sum": result.total is None, "decision": result.outcome is None}
    if result.missing and without.get(result.method, False):
        triggers = [one.id for one in result.safety_triggers]
        aside = f" What was answered still sets off {', '.join(triggers)}." if triggers else ""
        message = f"{result.title} needs an answer to {', '.join(result.missing)}; nothing was scored.{aside}"
        raise IncompleteAnswers(message, result.missing, triggers)
    return result


def fired(instrument: Instrument, given: Answers, *, total: int | None = None) -> tuple[SafetyTrigger, ...]:
    """Triggers set off by single answers or, with `total`, by the total; most urgent first."""
    facts, by_total = Facts(given, total), total is not None
    wanted = [one for one in instrument.safety_triggers if (TOTAL in subjects(one.when)) is by_total]
    return tuple(sorted((one for one in wanted if holds(one.when, facts)), key=_urgency))


def _urgency(trigger: SafetyTrigger) -> int:
    return LEVELS.index(trigger.level)


def _band(instrument: Instrument, total: int | None, band_set: str | None) -> Band | None:
    sets = instrument.band_sets or {}
    if band_set is not None and band_set not in sets:
        raise InstrumentError(
            f"{instrument.title} has no bands {band_set!r}, only {', '.join(sets) or 'none'}."
        )
    if total is None or band_set is None:
        return None
    return next(band for band in sets[band_set] if band.minimum <= total <= band.maximum)


def _change(instrument: Instrument, total: int | None, previous: Answers | Total | None) -> Change | None:
    if previous is None or instrument.scoring.method != "sum":
        return None
    before = _previous_total(instrument, previous)
    return None if total is None or before is None else change(instrument, before, total)


def _previous_total(instrument: Instrument, previous: Answers | Total) -> int | None:
    if isinstance(previous, Mapping):
        return total_of(instrument, checked(instrument, previous))
    low, high = instrument.scoring.minimum or 0, instrument.scoring.maximum or 0
    if not _is_whole(previous) or not low <= previous <= high:
        raise OutOfRange(f"An earlier total of {instrument.title} is a whole number from {low} to {high}.")
    return int(previous)


def _is_whole(number: object) -> bool:
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return False
    return math.isfinite(number) and number % 1 == 0


def _notes(instrument: Instrument, facts: Facts) -> tuple[str, ...]:
    return tuple(note.text for note in instrument.notes if note.when is None or holds(note.when, facts))


def _is_true(condition: Condition | None, facts: Facts) -> bool:
    return condition is not None and holds(condition, facts) is True


def as_dict(result: Score) -> dict[str, Any]:
    """The score as plain values for JSON or a database row; conditions stay behind."""
    return {
        "instrument": result.instrument_id,
        "scoring_version": result.scoring_version,
        "validated": result.validated,
        "total": result.total,
        "range": None if result.minimum is None else [result.minimum, result.maximum],
        "band": result.band.label if result.band else None,
        "band_evidence": result.band.evidence if result.band else None,
        "band_set": result.band_set,
        "subscales": dict(result.subscales),
        "positive_screens": [cut.name for cut in result.positive_screens],
        "flags": list(result.flags),
        "outcome": {"id": result.outcome.id, "next": result.outcome.next} if result.outcome else None,
        "safety_triggers": [
            {"id": one.id, "level": one.level, "action": one.action} for one in result.safety_triggers
        ],
        "change": _change_as_dict(result.change),
        "unscored": dict(result.unscored),
        "missing": list(result.missing),
        "notes": list(result.notes),
    }


def _change_as_dict(moved: Change | None) -> dict[str, Any] | None:
    if moved is None:
        return None
    return {
        "previous": moved.previous,
        "difference": moved.difference,
        "verdict": moved.verdict,
        "reliable_points": moved.reliable_points,
        "evidence": moved.evidence,
        "response": moved.response,
        "remission": moved.remission,
        "recovered": moved.recovered,
    }
