"""Reads a page as a person meets it: what stands there, what a screen reader says, what scripts will show."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from handrail.operations import catalogs, messages, msgids

SAID = ("aria-label", "title", "placeholder", "alt")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
NOT_WORDS = {"data-question", "data-theme", "data-key", "data-owner", "data-surface"}
SPANISH = messages.PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.po"


class Page(HTMLParser):
    """`pieces`: every text and every attribute that is shown or said, but for what is marked as English."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(html)

    @property
    def passed_over(self) -> bool:
        return any(over for _tag, over in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        over = tag in {"script", "style"} or dict(attrs).get("lang") == "en"
        for name, value in attrs:
            if value and (name in SAID or (name.startswith("data-") and name not in NOT_WORDS)):
                self._keep(value)
        if tag not in VOID:
            self.open.append((tag, over))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def _keep(self, words: str) -> None:
        if (words := " ".join(words.split())) and not self.passed_over:
            self.pieces.append(words)


def english_in(html: str) -> set[str]:
    """The English texts of the sources that stand on a page."""
    # One piece a line: no piece has a break in it, and no pattern goes beyond a line.
    text = "\n".join(Page(html).pieces)
    return {
        english
        for english, longest in _english()
        # To look for plain letters first is a hundred times as quick, and there are thousands of texts.
        if longest in text and _pattern(english).search(text)
    }


@cache
def _english() -> tuple[tuple[str, str], ...]:
    """Every text of the sources that Spanish does not happen to say in the same letters, and its longest part."""
    spanish = {words for message in catalogs.read(SPANISH) for words in message.translations()}
    said = {words for text in msgids.texts() for words in (text.msgid, text.plural) if _has_letters(words)}
    return tuple((words, max(_parts(words), key=len)) for words in sorted(said - spanish))


def _has_letters(english: str) -> bool:
    """Whether it says anything besides its placeholders: an order of day and month does not."""
    return any(letter.isalpha() for part in _parts(english) for letter in part)


def _parts(english: str) -> list[str]:
    """The letters round its placeholders."""
    return [part.replace("%%", "%") for part in re.split(r"%\(\w+\)[sd]", english)]


@cache
def _pattern(english: str) -> re.Pattern[str]:
    # One word alone is English only where it is all that is said: "Me" may stand in a Spanish sentence.
    words = ".+?".join(re.escape(part) for part in _parts(english))
    return re.compile(rf"(?<!\w){words}(?!\w)" if " " in english else rf"^{words}$", re.MULTILINE)
