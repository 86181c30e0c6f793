"""Hints on words that label people. It never changes text, never blocks, never touches their own words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from handrail.clinical.language.guards import applies
from handrail.clinical.language.prose import Prose, Words
from handrail.clinical.language.protected import ANYTHING, protected
from handrail.clinical.language.vocabulary import Phrase, Term, exempt_phrases, phrases

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Finding:
    """A hint: text[start:end] is `term`, as written; `suggestions` say it in another way, `reason` says why.

    `level` is replace, suggest or context. `id` and `source` lead back to terms.yaml.
    """

    start: int
    end: int
    term: str
    suggestions: tuple[str, ...]
    reason: str
    level: str
    id: str
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    places: range
    term: Term


def lint(
    text: str, *, own_words: Iterable[tuple[int, int]] = (), exempt: Iterable[str] = ()
) -> list[Finding]:
    """Hints in the order of the text, none overlapping.

    `own_words` marks spans (start, end) that are the person's words, beside quotation marks and lines that
    begin with ">". `exempt` are names and sentences that stand as they are: organizations, medicines, titles,
    the words of an instrument.
    """
    prose = Prose(text)
    matches = list(_matches(prose))
    if not matches:
        return []
    guarded = _guarded(prose, own_words, exempt)
    kept = [match for match in matches if not _is_guarded(match, guarded)]
    return [_finding(prose, match) for match in _longest(kept)]


def _matches(prose: Prose) -> Iterator[_Match]:
    for at, phrase in _candidates(prose, phrases()):
        if _reads(prose, at, phrase) and applies(phrase, prose, at):
            yield _Match(range(at, at + len(phrase.words)), phrase.term)


def _candidates(prose: Prose, index: Mapping[Words, tuple[Entry, ...]]) -> Iterator[tuple[int, Entry]]:
    """Each place with what the index holds under its word, and under it and the next."""
    for at, pair in enumerate(zip_longest(prose.low, prose.low[1:])):
        for entry in index.get(pair[:1], ()):
            yield at, entry
        for entry in index.get(pair, ()):
            yield at, entry


def _reads(prose: Prose, at: int, phrase: Phrase) -> bool:
    if not prose.reads(at, phrase.words):
        return False
    return phrase.exact is None or tuple(prose.words[at : at + len(phrase.words)]) == phrase.exact


def _guarded(
    prose: Prose, own_words: Iterable[tuple[int, int]], exempt: Iterable[str]
) -> dict[str, set[int]]:
    """The places of the words each context protects."""
    found: dict[str, set[int]] = {ANYTHING: set(_exempt_places(prose))}
    for span in protected(prose.text, own_words, exempt):
        found.setdefault(span.context, set()).update(prose.places(span.start, span.end))
    return found


def _exempt_places(prose: Prose) -> Iterator[int]:
    for at, words in _candidates(prose, exempt_phrases()):
        if prose.reads(at, words):
            yield from range(at, at + len(words))


def _is_guarded(match: _Match, guarded: dict[str, set[int]]) -> bool:
    applying = (places for context, places in guarded.items() if context in match.term.ok_when | {ANYTHING})
    return any(not places.isdisjoint(match.places) for places in applying)


def _longest(matches: list[_Match]) -> list[_Match]:
    """No two overlapping; the longer phrase wins, then the earlier one."""
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda one: (-len(one.places), one.places.start)):
        if taken.isdisjoint(match.places):
            kept.append(match)
            taken.update(match.places)
    return sorted(kept, key=lambda one: one.places.start)


def _finding(prose: Prose, match: _Match) -> Finding:
    start, end = prose.starts[match.places.start], prose.ends[match.places.stop - 1]
    term = match.term
    return Finding(
        start=start,
        end=end,
        term=prose.text[start:end],
        suggestions=term.suggestions,
        reason=term.reason,
        level=term.level,
        id=term.id,
        source=term.source,
        note=term.note,
    )
