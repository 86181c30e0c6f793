"""Words in a message that may mean that somebody needs a human soon: shown as a suggestion, never deciding anything."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("worries.yaml")
#: What somebody else said: between quotation marks, or after ">" at the beginning of a line.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|^\s*>.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Worry:
    """One finding: its kind in worries.yaml and the words of the list."""

    kind: str
    words: str


@cache
def listed() -> tuple[tuple[Worry, re.Pattern[str]], ...]:
    """The list, each with how it is found."""
    read = yaml.safe_load(_FILE.read_text())
    found = [Worry(kind, words) for kind, all_words in read["worries"].items() for words in all_words]
    return tuple((worry, _pattern(worry.words)) for worry in found)


def _pattern(words: str) -> re.Pattern[str]:
    ends = r"\w*" if words.endswith("*") else ""
    return re.compile(rf"(?<!\w){re.escape(words.rstrip('*'))}{ends}(?!\w)")


def worries_in(text: str) -> list[Worry]:
    """What is found in the words, each once, in the order of the list."""
    said = plain(_QUOTED.sub(" ", text))
    return [worry for worry, pattern in listed() if pattern.search(said)]


def plain(text: str) -> str:
    """Without capitals, accents, punctuation and marks that nobody sees, one space between words."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    kept = "".join(" " if not char.isalnum() else char for char in apart if not unicodedata.combining(char))
    return " ".join(kept.split())
