"""What the law keeps out of SUD counseling notes and psychotherapy notes: it belongs into the ordinary note.

Source: 42 CFR 2.11, 45 CFR 164.501. The patterns are ours (evidence: design) and closed: they read no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MEDICATION, TIMES, MODALITY, TEST, DIAGNOSIS, FUNCTION, PLAN, SYMPTOMS, PROGNOSIS, PROGRESS = KINDS = (
    "medication", "times", "modality", "test", "diagnosis", "function", "plan", "symptoms", "prognosis", "progress",
)  # fmt: skip

_MEDICINES = (
    "buprenorphine|suboxone|sublocade|methadone|naltrexone|vivitrol|disulfiram|acamprosate|sertraline|fluoxetine|"
    "escitalopram|citalopram|trazodone|mirtazapine|bupropion|quetiapine|olanzapine|lithium|lamotrigine|gabapentin|"
    "clonidine|hydroxyzine|lorazepam|clonazepam|diazepam|naloxone"
)
_GIVEN = "prescrib|dose|dosage|titrat|refill|taper|start|stop|increas|decreas|chang|inject|adheren"
_CLOCK = r"\d{1,2}(?::\d{2}\s*(?:[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)"
_METHODS = (
    r"CBT|DBT|EMDR|ACT|MI|IOP|PHP|MAT|cognitive behaviou?ral|motivational interviewing|contingency management"
)
_OFTEN = r"weekly|biweekly|monthly|daily|sessions?|(?:once|twice|\w+ times) (?:a|per) (?:week|month|day)"
_TESTS = r"UDS|UDT|urine|drug screen|toxicology|breathaly[sz]er|BAC|labs?|blood test"
_RESULT = r"positive|negative|result\w*|came back|clean|\d"
_SCALES = r"PHQ-?9|GAD-?7|AUDIT(?:-C)?|DAST(?:-10)?|CORE-?10|PCL-?5|BAM|COWS|CIWA(?:-Ar)?|C-SSRS|ASQ"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (MEDICATION, _words(r"\b\d+(?:\.\d+)?\s?(?:mg|mcg|milligrams?)\b")),
    (MEDICATION, _words(rf"\b(?:{_GIVEN})\w*\b[^.\n]{{0,40}}\b(?:{_MEDICINES})\b")),
    (MEDICATION, _words(rf"\b(?:{_MEDICINES})\b[^.\n]{{0,40}}\b(?:{_GIVEN})\w*\b")),
    (TIMES, _words(rf"\b(?:start\w*|began|begin\w*|stop\w*|end\w*|session|from)\b[^.\n]{{0,24}}?\b{_CLOCK}")),
    (TIMES, _words(rf"\b{_CLOCK}\s*(?:-|–|to|until)\s*{_CLOCK}")),
    (MODALITY, re.compile(rf"\b(?:{_METHODS})\b[^.\n]{{0,24}}\b(?:{_OFTEN})\b")),
    (MODALITY, _words(r"\b(?:individual|group|family) (?:therapy|counseling|sessions?)[^.\n]{0,24}\b(?:weekly|biweekly|monthly|(?:once|twice|\w+ times) (?:a|per) (?:week|month))")),
    (TEST, _words(rf"\b(?:{_TESTS})\b[^.\n]{{0,24}}\b(?:{_RESULT})")),
    (TEST, _words(rf"\b(?:{_SCALES})\b[^.\n]{{0,16}}\b\d{{1,3}}\b")),
    (DIAGNOSIS, re.compile(r"\b[FZT]\d{2}\.\d{1,3}\b")),
    (DIAGNOSIS, _words(r"\b(?:diagnos(?:is|es|ed)|meets (?:the )?criteria)\b[^.\n]{0,6}(?::|\bof\b|\bwith\b|\bas\b|\bfor\b)")),
    (FUNCTION, _words(r"\bfunctional status\b|\bGAF\b|\bWHODAS\b")),
    (PLAN, _words(r"\b(?:treatment|care) plan\b[^.\n]{0,24}(?::|\bis\b|\bincludes?\b|\bgoals?\b)|^\s*plan\s*:")),
    (SYMPTOMS, _words(r"^\s*symptoms?\s*:|\bsymptoms? (?:summary|include|of (?:depression|anxiety|withdrawal|mania|psychosis))\b")),
    (PROGNOSIS, _words(r"\bprognosis\b")),
    (PROGRESS, _words(r"\bprogress (?:to date|note|so far|toward)|^\s*progress\s*:")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptOut:
    """text[start:end] belongs into the ordinary note; `kind` is one of KINDS."""

    kind: str
    start: int
    end: int
    passage: str


def kept_out(text: str) -> list[KeptOut]:
    """Each passage, in the order of the text; one for each kind and line."""
    found: dict[tuple[str, int], KeptOut] = {}
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        for one in _in_line(line, at):
            found.setdefault((one.kind, number), one)
        at += len(line)
    return sorted(found.values(), key=lambda one: (one.start, one.kind))


def _in_line(line: str, at: int) -> Iterator[KeptOut]:
    for kind, pattern in _PATTERNS:
        if match := pattern.search(line):
            yield KeptOut(kind, at + match.start(), at + match.end(), match.group().strip())
