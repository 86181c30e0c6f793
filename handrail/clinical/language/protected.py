"""Where words are not ours to change: quotations, code titles, names, and whatever a caller marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.clinical.language.vocabulary import contexts

ANYTHING = "anything"
DIAGNOSIS = "diagnosis_label"
ORGANISATION = "organisation_name"

_QUOTED = re.compile(
    r"(?<![\w\"])\"(?=\S)[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)*\"|“[^“”]*”|«[^«»]*»|‘[^’\n]*(?:’\w[^’\n]*)*’"
)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_CODE = r"(?:F\d{2}(?:\.\w{1,4})?|[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}|(?<![$\d])[23]\d\d\.\d{1,2})"
_CODE_THEN_TITLE = re.compile(rf"\b{_CODE}\b[ \t:,–-]{{1,3}}[A-Z][^.;:\n]{{0,120}}")
_CODE_IN_BRACKETS = re.compile(rf"[(\[]{_CODE}[)\]]")
_LONGEST_TITLE = 120
_CAPITALIZED = re.compile(r"\b[A-Z][\w’'&-]*(?:[ \t]+(?:of|for|and|the|on|in|at|to|[A-Z][\w’'&-]*))+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and the context that protects it; ANYTHING protects every term."""

    start: int
    end: int
    context: str


def protected(text: str, own_words: Iterable[tuple[int, int]], exempt: Iterable[str]) -> tuple[Span, ...]:
    """Every protected stretch: quotation marks, lines that begin with ">", marked spans, codes and names."""
    marked = [Span(start, end, ANYTHING) for start, end in own_words]
    whole = (
        *_of(text, _QUOTED, ANYTHING),
        *_of(text, _QUOTED_LINE, ANYTHING),
        *_of(text, _CODE_THEN_TITLE, ANYTHING),
    )
    names = _of_names(text, exempt)
    partly = (*_of_titles_before_codes(text), *_of_organisations(text))
    return (*marked, *whole, *names, *partly)


def _of(text: str, pattern: re.Pattern[str], context: str) -> Iterator[Span]:
    return (Span(*found.span(), context) for found in pattern.finditer(text))


def _of_names(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in filter(str.strip, names):
        yield from _of(text, re.compile(re.escape(name), re.IGNORECASE), ANYTHING)


def _of_titles_before_codes(text: str) -> Iterator[Span]:
    for code in _CODE_IN_BRACKETS.finditer(text):
        clause = max(text.rfind(mark, 0, code.start()) for mark in ".;:\n")
        yield Span(max(clause + 1, code.start() - _LONGEST_TITLE), code.end(), DIAGNOSIS)


def _of_organisations(text: str) -> Iterator[Span]:
    for found in _CAPITALIZED.finditer(text):
        if not contexts().organization_words.isdisjoint(found.group().lower().split()):
            yield Span(*found.span(), ORGANISATION)
