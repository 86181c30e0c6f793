"""The words of a consent: versioned files, one a kind and language. What was signed is kept whole with the consent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation
from django.utils.formats import date_format

FOLDER = Path(__file__).with_name("wordings")
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Section:
    """`says` names the elements (`elements.py`) that this part puts into words."""

    says: tuple[str, ...]
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """`name` is kind and version, as in `tpo-1`; it never changes once somebody may have signed it."""

    name: str
    language: str
    title: str
    sections: tuple[Section, ...]

    @property
    def says(self) -> frozenset[str]:
        return frozenset(name for section in self.sections for name in section.says)

    def read_out(self, facts: Mapping[str, str]) -> str:
        """The whole text: the title, then each part as a heading line and its words, with blank lines between."""
        parts = [f"{section.heading}\n{section.text.format(**facts)}" for section in self.sections]
        return "\n\n".join([self.title, *parts])


@cache
def wording(name: str, language: str) -> Wording:
    """The wording with that name. Raises FileNotFoundError when there is none in this language."""
    data = yaml.safe_load((FOLDER / language / f"{name}.yaml").read_text("utf-8"))
    parts = (Section(tuple(one["says"]), one["heading"], one["text"]) for one in data["sections"])
    return Wording(name, language, data["title"], tuple(parts))


@cache
def current(kind: str, language: str) -> Wording:
    """The newest wording of a kind, in a language or else in English."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    numbers = [int(path.stem.rpartition("-")[2]) for path in (FOLDER / spoken).glob(f"{kind}-*.yaml")]
    return wording(f"{kind}-{max(numbers)}", spoken)


@cache
def words(language: str) -> dict[str, dict[str, Any]]:
    """The names of records, purposes and ends as a consent says them."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    found: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / spoken / "words.yaml").read_text("utf-8"))
    return found


def what_in_words(resources: Collection[str], language: str) -> str:
    """`my check-ins; my safety plan`, in the order of the list of words."""
    return "; ".join(text for name, text in words(language)["resources"].items() if name in resources)


def ends_in_words(ends: str, expires_on: date | None, language: str) -> str:
    text: str = words(language)["ends"][ends]
    return text.format(day=day_in_words(expires_on, language))


def day_in_words(day: date | None, language: str) -> str:
    """`November 19, 2026`, or as the language has it."""
    if day is None:
        return ""
    with translation.override(language):
        return str(date_format(day, "DATE_FORMAT"))
