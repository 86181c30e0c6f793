"""The term pairs and reading rules, read once and laid out for quick looking up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handrail.clinical.language.prose import WORD, Words

_HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Term:
    """One pair: what to avoid is in the phrases, what to prefer in `suggestions`, why in `reason`.

    `level`: replace, suggest (a gentle hint), or context (only about a person). `ok_when`: where it may be.
    """

    id: str
    level: str
    suggestions: tuple[str, ...]
    reason: str
    source: str
    domain: str
    note: str | None
    ok_when: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one thing to avoid; `exact` as they are written when capitals decide."""

    words: Words
    term: Term
    exact: Words | None


@dataclass(frozen=True, slots=True)
class Contexts:
    """The reading rules of contexts.yaml, as sets."""

    organization_words: frozenset[str]
    stands_alone: frozenset[Words]
    may_follow: frozenset[str]
    not_after: Mapping[str, frozenset[str]]
    substance_words: frozenset[str]
    software_words: frozenset[str]
    being: frozenset[str]
    between: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    durations: frozenset[str]
    since: frozenset[str]
    tested: frozenset[str]


@cache
def phrases() -> Mapping[Words, tuple[Phrase, ...]]:
    """Every phrase to avoid, by its first two words in small letters (or its only one)."""
    found: dict[Words, dict[Words, Phrase]] = {}
    for raw in _read("terms.yaml")["terms"]:
        for phrase in _phrases(raw):
            found.setdefault(phrase.words[:2], {}).setdefault(phrase.words, phrase)
    return {key: tuple(by_words.values()) for key, by_words in found.items()}


@cache
def exempt_phrases() -> Mapping[Words, tuple[Words, ...]]:
    """Every phrase and name that is right as it stands, by its first two words."""
    found: dict[Words, list[Words]] = {}
    ours = _read("contexts.yaml")
    for text in _read("terms.yaml")["exempt_phrases"] + ours["exempt_phrases"] + ours["names"]:
        for words in _with_plurals(_split(text.lower())):
            found.setdefault(words[:2], []).append(words)
    return {key: tuple(all_words) for key, all_words in found.items()}


@cache
def terms() -> tuple[Term, ...]:
    """The pairs, for a help page."""
    return tuple(_term(raw) for raw in _read("terms.yaml")["terms"])


@cache
def contexts() -> Contexts:
    """The reading rules."""
    raw = dict(_read("contexts.yaml"))
    del raw["exempt_phrases"], raw["names"]
    alone = frozenset(_split(text) for text in raw.pop("stands_alone"))
    after = {word: frozenset(before) for word, before in raw.pop("not_after").items()}
    sets = {key: frozenset(words) for key, words in raw.items()}
    return Contexts(stands_alone=alone, not_after=after, **sets)


def _phrases(raw: Mapping[str, Any]) -> Iterable[Phrase]:
    term = _term(raw)
    for text in raw["avoid"]:
        if text in raw.get("case_sensitive", ()):
            yield Phrase(_split(text.lower()), term, _split(text))
        else:
            yield from (Phrase(words, term, None) for words in _with_plurals(_split(text.lower())))


def _term(raw: Mapping[str, Any]) -> Term:
    return Term(
        id=raw["id"],
        level=raw["level"],
        suggestions=tuple(part.strip() for part in raw["prefer"].split(";")),
        reason=raw["reason"],
        source=raw["source"],
        domain=raw["domain"],
        note=raw.get("note"),
        ok_when=frozenset(raw.get("ok_when", ())),
    )


def _split(text: str) -> Words:
    return tuple(WORD.findall(text))


_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "man": ("men",),
    "woman": ("women",),
    "person": ("people", "persons"),
}
#: A noun before one of these stands for the phrase: drugs of choice, cries for help.
_AFTER_NOUN = ("of", "for")


def _with_plurals(words: Words) -> tuple[Words, ...]:
    nouns = [at for at in range(len(words) - 1) if words[at + 1] in _AFTER_NOUN]
    nouns += [] if words[-1] in _AFTER_NOUN else [len(words) - 1]
    return words, *((*words[:at], plural, *words[at + 1 :]) for at in nouns for plural in _plurals(words[at]))


def _plurals(noun: str) -> tuple[str, ...]:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (f"{noun[:-1]}ies",)
    if noun.endswith("o"):
        return f"{noun}s", f"{noun}es"
    return (f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s",)


def _read(name: str) -> Any:
    with (_HERE / name).open("rb") as file:
        return yaml.load(file, Loader=_LOADER)  # noqa: S506 -- a safe loader
