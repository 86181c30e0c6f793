"""Where words are not ours to change: quotations, code titles, names, and whatever a caller marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.clinical.language.vocabulary import contexts

ANYTHING = "anything"
DIAGNOSIS = "diagnosis_label"
ORGANISATION = "organisation_name"

_QUOTED = re.compile(
    r"(?<![\w\"])\"(?=\S)[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|‘[^’\n]*(?:’\w[^’\n]*)*’"
)
# A straight single mark is an apostrophe, unless it opens before a whole word and closes after one, on one line.
_CUT = r"(?!(?:bout|cause|cuz|em|n|round|til|tis|twas)\b)"
_QUOTED_SINGLE = re.compile(
    rf"(?<![\w'])'(?=[^\W\d]){_CUT}[^'\n]*(?:(?<=\w)'\w[^'\n]*)*(?<=\S)'(?!\w)", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+")
#: Without one of these in the text there is nothing to look for.
_HINTS_AT_ADDRESS = ("@", "://", "www.")
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_CODE = r"(?:F\d{2}(?:\.\w{1,4})?|[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}|(?<![$\d])[23]\d\d\.\d{1,2})"
_CODE_THEN_TITLE = re.compile(rf"\b{_CODE}\b[ \t:,–-]{{1,3}}[A-Z][^.;:\n]{{0,120}}")
_CODE_AFTER_TITLE = re.compile(rf"\b{_CODE}\b")
_LONGEST_TITLE = 120
_CAPITALIZED = re.compile(
    r"(?<![\w’'&-])[A-Z][\w’'&-]*(?:[ \t]+(?:of|for|and|the|on|in|at|to|[A-Z][\w’'&-]*))+"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and the context that protects it; ANYTHING protects every term."""

    start: int
    end: int
    context: str


def protected(text: str, own_words: Iterable[tuple[int, int]], exempt: Iterable[str]) -> tuple[Span, ...]:
    """Every protected stretch: quotations, lines that begin with ">", marked spans, codes, names and addresses."""
    marked = [Span(start, end, ANYTHING) for start, end in own_words]
    whole = (
        *_of(text, _QUOTED, ANYTHING),
        *(_of(text, _QUOTED_SINGLE, ANYTHING) if "'" in text else ()),
        *_of(text, _QUOTED_LINE, ANYTHING),
        *_of(text, _CODE_THEN_TITLE, ANYTHING),
        *(_of(text, _ADDRESS, ANYTHING) if any(one in text for one in _HINTS_AT_ADDRESS) else ()),
    )
    names = _of_names(text, exempt)
    partly = (*_of_titles_before_codes(text), *_of_organisations(text))
    return (*marked, *whole, *names, *partly)


def _of(text: str, pattern: re.Pattern[str], context: str) -> Iterator[Span]:
    return (Span(*found.span(), context) for found in pattern.finditer(text))


def _of_names(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Each name as a whole, in any capitals, also over the end of a line."""
    low = text.lower()
    for words in filter(None, (name.split() for name in names)):
        if words[0].lower() in low:
            name = r"\s+".join(map(re.escape, words))
            yield from _of(text, re.compile(rf"(?<!\w){name}(?!\w)", re.IGNORECASE), ANYTHING)


def _of_titles_before_codes(text: str) -> Iterator[Span]:
    for code in _CODE_AFTER_TITLE.finditer(text):
        clause = max(text.rfind(mark, 0, code.start()) for mark in ".;:\n")
        yield Span(max(clause + 1, code.start() - _LONGEST_TITLE), code.end(), DIAGNOSIS)


def _of_organisations(text: str) -> Iterator[Span]:
    for found in _CAPITALIZED.finditer(text):
        if not contexts().organization_words.isdisjoint(found.group().lower().split()):
            yield Span(*found.span(), ORGANISATION)
