"""The language linter over a note of 2,000 words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

from bench.numbers import percentile
from bench.table import Row
from handrail.clinical.language.linter import lint
from handrail.clinical.language.prose import WORD

WORDS, ROUNDS, UNDER = 2_000, 60, 0.010
#: A progress note as they are written: mostly plain, a hint here and there, a quotation, a code, a name.
SENTENCES = (
    "Met with the client at home for forty minutes, as planned.",
    'She said "I am an addict and I am tired of it" and then talked about her daughter.',
    "Sleep is down to five hours, and she walks in the mornings when the weather lets her.",
    "F11.20 Opioid dependence, uncomplicated; takes buprenorphine every day as prescribed.",
    "He has been clean for ninety days and would like to call his sponsor more often.",
    "Riverbend Recovery Center will send the papers by Friday, and Lena follows up on housing.",
    "The client refused labs today and denies use since the last visit.",
    "We agreed on two small steps: one call before the weekend, one walk a day.",
    "Her brother, who lives with her, knows where the naloxone is and how to use it.",
)


def rows() -> Iterator[Row]:
    note = _note()
    lint(note)
    took = [_seconds(note) for _ in range(ROUNDS)]
    hints = len(lint(note))
    usual, slow, first = percentile(took, 0.5), percentile(took, 0.95), min(took)
    yield Row(
        f"a note of {len(WORD.findall(note)):,} words, {hints} hints, {ROUNDS} times",
        f"p50 {usual * 1000:.1f} ms, p95 {slow * 1000:.1f} ms, fastest {first * 1000:.1f} ms",
        f"p50 under {UNDER * 1000:.0f} ms",
        ok=usual < UNDER,
    )


def _note() -> str:
    rnd, sentences, words = Random(2_000), [], 0
    while words < WORDS:
        sentences.append(rnd.choice(SENTENCES))
        words += len(WORD.findall(sentences[-1]))
    return " ".join(sentences)


def _seconds(note: str) -> float:
    began = time.perf_counter()
    lint(note)
    return time.perf_counter() - began
