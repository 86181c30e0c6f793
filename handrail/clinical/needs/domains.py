"""Which domain of need a term of a directory belongs to, and the public codes of each domain.

Sources: ICD-10-CM Z55 to Z65 (public domain); the domains are those of the own-wording needs check. Which word
belongs where is design.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("domains.yaml")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Domain:
    """`codes` is empty where no public code says just this."""

    id: str
    codes: tuple[str, ...]
    words: tuple[str, ...]


@cache
def domains() -> dict[str, Domain]:
    """Every domain by its id, in the order of the needs check."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))["domains"]
    return {id: Domain(id, tuple(one["codes"]), tuple(one["words"])) for id, one in raw.items()}


@cache
def _words() -> dict[str, str]:
    return {word: one.id for one in domains().values() for word in one.words}


@cache
def _domains_of_term(term: str) -> frozenset[str]:
    return frozenset(_spoken_of(term))


def domains_of(terms: Iterable[str], name: str = "") -> tuple[str, ...]:
    """The domains that these terms and this name speak of, in the order of the needs check; empty when none does.

    Terms come again and again and are remembered; names do not.
    """
    found = _spoken_of(name).union(*map(_domains_of_term, terms))
    return tuple(id for id in domains() if id in found)


def _spoken_of(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    known = _words()
    return {known[word] for word in (*words, *pairs) if word in known}
