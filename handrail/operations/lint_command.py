"""`handrail lint-language`: the hints of the linter over one text, as words or as JSON. Nothing is changed.

Returns (exit code, text). 0: the hints, or that there are none: a hint is an offer, not a fault. 2: what was wrong.
"""

import json
from bisect import bisect_right
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from handrail.clinical.language.linter import Finding, lint

Result = tuple[int, str]

#: Longer than any note; what is longer is no note but a mistake.
LONGEST = 5_000_000
STANDARD_INPUT = "-"


class Unreadable(ValueError):
    """The text cannot be had; the message says why and what to do."""


def lint_command(source: str, standard_input: BinaryIO | None, as_json: bool = False) -> Result:
    """Hints for the text of a file, or of standard input where `source` is "-"; None where that is closed."""
    try:
        text = _text(source, standard_input)
    except Unreadable as wrong:
        return 2, str(wrong)
    found = lint(text)
    return 0, _as_json(source, text, found) if as_json else _as_words(source, text, found)


def _text(source: str, standard_input: BinaryIO | None) -> str:
    written = _read(source, standard_input)
    if len(written) > LONGEST:
        raise Unreadable(f"{source} is longer than {LONGEST:,} bytes. Give one note at a time.")
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"{source} is not UTF-8 text (byte {wrong.start}). Save it as UTF-8.") from wrong


def _read(source: str, standard_input: BinaryIO | None) -> bytes:
    if source == STANDARD_INPUT:
        if standard_input is None:
            raise Unreadable("Nothing can be read from standard input: it is closed. Name a text file.")
        return standard_input.read(LONGEST + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(LONGEST + 1)
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or "it is no name of a file"
        raise Unreadable(f"{source!r} cannot be read: {reason}. Name a text file, or - for input.") from wrong


def _as_json(source: str, text: str, found: list[Finding]) -> str:
    places = _Places(text)
    hints = [_row(one, places) for one in found]
    return json.dumps({"file": source, "characters": len(text), "hints": hints}, indent=2)


def _row(one: Finding, places: "_Places") -> dict[str, Any]:
    line, column = places.of(one.start)
    return {"start": one.start, "end": one.end, "line": line, "column": column} | {
        name: value for name, value in asdict(one).items() if name not in ("start", "end")
    }


def _as_words(source: str, text: str, found: list[Finding]) -> str:
    if not found:
        return f"{source}: no hints."
    places = _Places(text)
    return "\n".join(_line(source, one, *places.of(one.start)) for one in found)


def _line(source: str, one: Finding, line: int, column: int) -> str:
    term = " ".join(one.term.split())
    note = f" {one.note}" if one.note else ""
    return f"{source}:{line}:{column}: {term} ({one.level}): try {' or '.join(one.suggestions)}. {one.reason}{note}"


class _Places:
    """Where the lines of a text begin, to name a character by line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]

    def of(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
