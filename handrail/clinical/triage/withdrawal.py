"""Withdrawal: what anybody can see, and COWS and CIWA-Ar as a trained rater rates them.

Source: clinical/protocols.md 2.3 and the bands of instruments `cows` and `ciwaar` (verified; the tiers are design).
Seizure, hallucinations and disorientation are an emergency at any total: own_standards lists hallucinations in alcohol
withdrawal one tier lower, the instrument's own trigger says emergency, and the graver one stands. No dose is ever named,
and nothing says that a medicine is safe to give or to withhold.
"""

from __future__ import annotations

from collections.abc import Mapping

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.clinical.instruments.scoring import Score, fired, score
from handrail.clinical.triage.check import (
    NO_OR_NOT_SURE,
    YES_OR_NOT_SURE,
    Answers,
    Check,
    Level,
    Question,
    Rule,
    by_rules,
    evidence_of,
    most_urgent_first,
)

VERSION = "1"
SOURCE = "protocols.md 2.3"
#: Band of the scale -> tier.
COWS_TIERS = {"none or minimal": 4, "mild": 3, "moderate": 2, "moderately severe": 2, "severe": 1}
CIWA_TIERS = {"mild": 4, "moderate": 3, "severe": 1}

_COMPLICATED = Level(
    "withdrawal_complicated", 1, "A seizure, confusion, or seeing and hearing what is not there",
    "Emergency medical assessment now, whatever any total says. Stay with them.", SOURCE, "verified",
)  # fmt: skip
_SEVERE = Level(
    "withdrawal_severe_signs", 2, "Severe signs of withdrawal",
    "Medical assessment within the hour; a prescriber is told.", "measures.yaml, own_standards.crisis_tiers", "design",
)  # fmt: skip
_PREGNANT = Level(
    "withdrawal_in_pregnancy", 2, "Withdrawal in pregnancy, or nobody is sure",
    "Medical assessment within the hour: pregnancy changes the plan.", SOURCE, "memory",
)  # fmt: skip
_BEGINNING = Level(
    "withdrawal_possible", 3, "Alcohol, benzodiazepines or opioids stopped or cut down in the last days",
    "Assessment the same day; somebody trained rates the withdrawal.", SOURCE, "design",
)  # fmt: skip

SIGNS = Check(
    id="withdrawal",
    title="Withdrawal: signs",
    note="What anybody can see or ask. The scales below are for trained raters.",
    questions=(
        Question("seizure", "A seizure, now or in this withdrawal?", "Seizure"),
        Question("confused", "Do they know where they are and what day it is?", "Knows place and day"),
        Question(
            "not_there",
            "Do they see, hear or feel things that are not there?",
            "Sees or hears what is not there",
        ),
        Question(
            "severe",
            "Severe shaking, drenching sweat, or nothing stays down?",
            "Severe shaking, sweat or vomiting",
        ),
        Question("pregnant", "Pregnant?", "Pregnant"),
        Question("stopped", "Stopped or cut down in the last days?", "Stopped or cut down"),
    ),
    levels=by_rules(
        Rule(_COMPLICATED, {"seizure": YES_OR_NOT_SURE}),
        Rule(_COMPLICATED, {"confused": NO_OR_NOT_SURE}),
        Rule(_COMPLICATED, {"not_there": YES_OR_NOT_SURE}),
        Rule(_SEVERE, {"severe": YES_OR_NOT_SURE}),
        Rule(_PREGNANT, {"pregnant": YES_OR_NOT_SURE, "stopped": YES_OR_NOT_SURE}),
        Rule(_BEGINNING, {"stopped": YES_OR_NOT_SURE}),
    ),
)


def _rated(scale: Instrument, tiers: Mapping[str, int], answers: Answers) -> list[Level]:
    """The band, once every item is rated; and at any total what the scale's own triggers call an emergency."""
    given = {item.id: int(answers[item.id]) for item in scale.items if item.id in answers}
    found = [
        Level(
            t.id,
            1,
            f"{_short(scale)}: an item asks for help now",
            t.action,
            scale.citation,
            evidence_of(t.evidence, scale.scoring.evidence),
        )
        for t in fired(scale, given)
        if t.level == "emergency"
    ]
    result = score(scale, given)
    return most_urgent_first([*found, *_band(scale, tiers, result)])


def _band(scale: Instrument, tiers: Mapping[str, int], result: Score) -> list[Level]:
    if result.band is None or result.total is None:
        return []
    band = result.band
    words = f"{_short(scale)} {result.total}: {scale.with_ranges(band.label)}"
    return [
        Level(
            f"{scale.id}_{band.minimum}",
            tiers[band.label],
            words,
            band.action or "",
            scale.citation,
            "design",
        )
    ]


def _short(scale: Instrument) -> str:
    return scale.title.rpartition("(")[2].rstrip(")")


def _check(id: str, title: str, tiers: Mapping[str, int]) -> Check:
    scale = instrument(id)
    questions = tuple(
        Question(item.id, _asked(item.title, item.text), item.title or item.text,
                 tuple((str(o.value), str(o.value) + (f" · {o.label}" if o.label else "")) for o in item.options))
        for item in scale.items
    )  # fmt: skip
    note = "Rated by somebody trained in it, with the person before them. Never by phone or text."
    return Check(id, title, note, questions, lambda answers: _rated(scale, tiers, answers), trained=True,
                 attribution=scale.licence.attribution)  # fmt: skip


def _asked(title: str | None, text: str) -> str:
    return f"{title}: {text}" if title and title != text else text


COWS = _check("cows", "Opioid withdrawal: COWS", COWS_TIERS)
CIWA = _check("ciwaar", "Alcohol withdrawal: CIWA-Ar", CIWA_TIERS)
