"""A text cut into words, each with its place."""

import re
from bisect import bisect_left

WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one phrase: blanks, hyphens, an apostrophe, an opening bracket; a longer dash alone.
_JOINED = re.compile(r"[ \t\r\n\u00a0\u202f'’\-\u2010\u2011(]+|\u2013")

Words = tuple[str, ...]


class Prose:
    """`words` as written, `low` in small letters, `starts` and `ends` in characters of `text`."""

    __slots__ = ("ends", "low", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in WORD.finditer(text)]
        self.text = text
        self.words = [text[start:end] for start, end in spans]
        self.low = [word.lower() for word in self.words]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def at(self, place: int) -> str:
        """The word at that place in small letters; empty outside the text."""
        return self.low[place] if 0 <= place < len(self.low) else ""

    def gap_after(self, place: int) -> str:
        """What stands between a word and the next one."""
        return self.text[self.ends[place] : self.starts[place + 1]]

    def reads(self, place: int, words: Words) -> bool:
        """Whether these words, in small letters, follow one another from that place on."""
        last = place + len(words)
        if tuple(self.low[place:last]) != words:
            return False
        return all(_is_joined(self.gap_after(before)) for before in range(place, last - 1))

    def places(self, start: int, end: int) -> range:
        """The places of the words that lie in those characters, wholly or in part."""
        return range(bisect_left(self.ends, start + 1), bisect_left(self.starts, end))


def _is_joined(gap: str) -> bool:
    return _JOINED.fullmatch(gap) is not None and gap.count("\n") < 2
