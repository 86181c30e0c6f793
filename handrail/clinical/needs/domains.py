"""Which domain of need a term of a directory belongs to, and the public code of a question of the needs check.

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
from typing import Any

import yaml

FILE = Path(__file__).with_name("domains.yaml")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Domain:
    """`items` are the questions of the needs check that belong to it."""

    id: str
    items: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The public codes that say just what one of its questions asks."""
        return tuple(code for item in self.items if (code := code_of(item)))


@cache
def domains() -> dict[str, Domain]:
    """Every domain by its id, in the order of the needs check."""
    return {
        id: Domain(id, tuple(one["items"]), tuple(one["words"])) for id, one in _file()["domains"].items()
    }


def code_of(item: str) -> str:
    """The public code that says just what this question asks; "" where there is none."""
    return str(_file()["coded"].get(item, ""))


@cache
def _file() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


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
