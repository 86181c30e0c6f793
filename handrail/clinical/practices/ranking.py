"""What helped a person, the best first, by their own ratings. Source: coping-skills training; evidence: design.

It is an order of their own words, no score: what was tried once stands beside what was tried often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Helped:
    """One thing they did, how much it helped on average from 0 to 10, and how often they wrote it down."""

    words: str
    mean: float
    times: int


def ranked(told: Iterable[tuple[str, int]]) -> list[Helped]:
    """The same words are one thing, however they were capitalized. The latest wording is shown; `told` is oldest first."""
    ratings: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, str] = {}
    for words, helped in told:
        same = " ".join(words.casefold().split()).strip(".")
        ratings[same].append(helped)
        shown[same] = words.strip()
    found = [Helped(shown[one], sum(given) / len(given), len(given)) for one, given in ratings.items()]
    return sorted(found, key=lambda one: (-one.mean, -one.times, one.words))
