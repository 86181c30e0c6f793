"""Suicide risk: ASQ as it is shipped, and the published logic of C-SSRS for a site that loads its own wording.

Source: clinical/protocols.md 2.2 and instruments.yaml `asq` (verified: what each answer asks for; design: the tier and
its time). A screen counts nothing and predicts nobody: it says how soon somebody talks with the person.
"""

from __future__ import annotations

from collections.abc import Mapping

from handrail.clinical.instruments.asking import due
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scoring import fired
from handrail.clinical.triage.check import (
    NO,
    YES,
    Answers,
    Check,
    Level,
    Question,
    evidence_of,
    most_urgent_first,
)

VERSION = "1"
#: What the definition of ASQ calls the level of an answer, and the tier it is for us: an emergency is danger now; what
#: must happen before the person leaves or hangs up is due within the hour.
TIER_OF = {"emergency": 1, "same_session": 2}

_ASQ = instrument("asq")


def asq_levels(answers: Answers) -> list[Level]:
    """What the answers ask for, as they stand: no question waits for the next one."""
    given = {item.id: _as_shipped(answers[item.id]) for item in _ASQ.items if item.id in answers}
    found = [
        Level(t.id, TIER_OF[t.level], "ASQ: an answer asks for help now" if t.level == "emergency" else "ASQ: positive",
              t.action, "NIMH ASQ tool; protocols.md 2.2", evidence_of(t.evidence, _ASQ.scoring.evidence))
        for t in fired(_ASQ, given)
    ]  # fmt: skip
    return most_urgent_first(found)


def asq_due(answers: Answers) -> frozenset[str]:
    """The questions to ask as the answers stand: the fifth only after another answer than no."""
    given = {item.id: _as_shipped(answers[item.id]) for item in _ASQ.items if item.id in answers}
    return frozenset(item.id for item in due(_ASQ, given))


def _as_shipped(value: str) -> int | str:
    return int(value) if value.isdigit() else value


ASQ = Check(
    id="asq",
    title="Suicide risk: ASQ",
    note="In its own words, by somebody who is trained, without family in the room where possible.",
    questions=tuple(
        Question(item.id, item.text, f"ASQ {n}", tuple((str(o.value), o.label or "") for o in item.options))
        for n, item in enumerate(_ASQ.items, 1)
    ),
    levels=asq_levels,
    due=asq_due,
    attribution=_ASQ.licence.attribution,
)

#: The seven answers C-SSRS's screener comes to, in own names. A site that may use it brings its wording.
C_SSRS = ("wish", "thoughts", "method", "intent", "plan", "behaviour_recent", "behaviour_ever")


def c_ssrs_levels(answers: Answers) -> list[Level]:
    """High, moderate or low by the published logic. Source: protocols.md 2.2 (high verified, the rest memory)."""
    yes = {name for name in C_SSRS if answers.get(name) == YES}
    if yes & {"intent", "plan", "behaviour_recent"}:
        return [
            _c_ssrs(
                "high", 1, "Stay with them. Full evaluation now; tell the responsible clinician.", "verified"
            )
        ]
    if yes & {"method", "behaviour_ever"}:
        return [_c_ssrs("moderate", 2, "A brief safety assessment before they leave or hang up.", "memory")]
    if yes:
        return [_c_ssrs("low", 3, "Assessment the same day, and the safety plan together.", "memory")]
    return []


def _c_ssrs(name: str, tier: int, response: str, evidence: str) -> Level:
    return Level(
        f"c_ssrs_{name}", tier, f"C-SSRS: {name}", response, "Posner et al. 2011; protocols.md 2.2", evidence
    )


def c_ssrs(wording: Mapping[str, str]) -> Check:
    """The check in a site's own wording: C_SSRS name -> question. ValueError names what is missing or unknown."""
    if set(wording) != set(C_SSRS):
        wrong = sorted(set(wording) ^ set(C_SSRS))
        raise ValueError(
            f"The wording of C-SSRS does not fit: {', '.join(wrong)}. It needs {', '.join(C_SSRS)}."
        )
    two = ((YES, "Yes"), (NO, "No"))
    questions = tuple(Question(name, wording[name], f"C-SSRS {n}", two) for n, name in enumerate(C_SSRS, 1))
    return Check("c_ssrs", "Suicide risk: C-SSRS", "In the wording this organization brought.", questions, c_ssrs_levels,
                 attribution="C-SSRS: Posner K, et al. Am J Psychiatry 2011;168:1266-1277.")  # fmt: skip
