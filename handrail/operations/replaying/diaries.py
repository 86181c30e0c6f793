"""A file of check-ins, read into one diary for each person."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite, isnan, nan
from pathlib import Path

from handrail.clinical.early_warning.signals import Signal, answer_of_the_day
from handrail.operations.importing.files import content, records, text_of
from handrail.operations.importing.report import Refused, Unfit, shown
from handrail.operations.replaying.listening import listed

DELIMITERS = (",", ";", "\t", "|")
#: Days are at most this far apart, so a mistyped year is told instead of being lived through day by day.
LONGEST_DAYS = 40_000
FORMULA = ("=", "@", "+", "\t")
STANDARD_INPUT = Path("-")


@dataclass(slots=True)
class Diary:
    """One person's check-ins as they stand in the file: a day for each, and as many answers as there are signals."""

    days: array[int] = field(default_factory=lambda: array("q"))
    answers: array[float] = field(default_factory=lambda: array("d"))


@dataclass(slots=True)
class Diaries:
    """All of a file. `dated` says how days are written; `last` is the last day that anybody checked in.

    `left_out`: where the first row that was skipped stands, and what is wrong with it.
    """

    people: dict[str, Diary] = field(default_factory=dict)
    dated: bool | None = None
    rows: int = 0
    skipped: int = 0
    left_out: str = ""
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Sheet:
    """An open file: its column names and the rows below them."""

    columns: list[str]
    rows: Iterator[tuple[int, list[str]]]

    def place(self, name: str) -> int:
        """Where a column stands. Raises Refused when it is missing or there twice."""
        places = [at for at, column in enumerate(self.columns) if column == name]
        if len(places) != 1:
            wrong = "is there more than once" if places else "is missing"
            raise Refused(f"The column {shown(name)} {wrong}.", f"The columns are {listed(self.columns)}.")
        return places[0]


def open_sheet(path: Path) -> Sheet:
    """The header and the rows of a CSV file in UTF-8, or of standard input for "-". Raises Refused."""
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else content(path)
    head = data.split(b"\n", 1)[0].decode("utf-8", "replace")
    delimiter = max(DELIMITERS, key=head.count)
    text = text_of(data, "", delimiter, do="Save the file as CSV UTF-8.")
    filled = (found for found in records(text, delimiter, by_line=True) if any(found[1]))
    first = next(filled, None)
    if first is None:
        raise Refused("The file is empty.", "Export it again, or name another file.")
    return Sheet([name.strip() for name in first[1]], filled)


class Reader:
    """Reads rows into diaries; what cannot be read is refused, or with `skip_bad` left out and counted."""

    def __init__(
        self, sheet: Sheet, person: str, day: str, signals: Sequence[Signal], *, skip_bad: bool
    ) -> None:
        self.sheet, self.skip_bad, self.signals = sheet, skip_bad, signals
        self.person, self.day = sheet.place(person), sheet.place(day)
        self.places = [(sheet.place(signal.name), signal) for signal in signals]

    def read(self) -> Diaries:
        """Every row of the file. Raises Refused with line and column for the first one that cannot be read."""
        found = Diaries()
        for number, cells in self.sheet.rows:
            found.rows += 1
            try:
                self._take(found, cells)
            except _Bad as bad:
                what = f"line {number}{self._column(bad.at)}: {bad.what}"
                if not self.skip_bad:
                    raise Refused(what, f"{bad.do} Or leave such rows out with --skip-bad.") from None
                found.skipped += 1
                found.left_out = found.left_out or what
        if not found.people:
            left = "no row can be read" if found.skipped else "there are no rows below the header"
            raise Refused(f"The file holds no check-ins: {left}.", "Export it again, or name another file.")
        _see_span(found)
        return found

    def _column(self, at: int) -> str:
        return f", column {shown(self.sheet.columns[at])}" if at < len(self.sheet.columns) else ""

    def _take(self, found: Diaries, cells: list[str]) -> None:
        if len(cells) != len(self.sheet.columns):
            wanted = len(self.sheet.columns)
            raise _Bad(
                len(cells),
                f"It has {len(cells)} cells, the header has {wanted}.",
                "Look for a stray delimiter.",
            )
        person = self._person(cells[self.person].strip())
        day, dated = self._day(cells[self.day].strip())
        if found.dated is not None and dated != found.dated:
            raise _Bad(
                self.day, "Some days are numbers and some are dates.", "Write all of them the same way."
            )
        answers = [_answer(cells[at].strip(), at, signal) for at, signal in self.places]
        found.dated = dated
        diary = found.people.setdefault(person, Diary())
        diary.days.append(day)
        diary.answers.extend(answers)

    def _person(self, text: str) -> str:
        if not text:
            raise _Bad(self.person, "It is empty.", "Every row needs to say whose it is.")
        if text.startswith(FORMULA) or not text.isprintable():
            raise _Bad(self.person, f"{shown(text)} cannot be taken as a name.", "Use letters and digits.")
        return text

    def _day(self, text: str) -> tuple[int, bool]:
        try:
            number = float(text)
        except ValueError:
            return self._date(text), True
        if not isfinite(number) or number != int(number) or abs(number) > 10**9:
            raise _Bad(self.day, f"{shown(text)} is not a whole number.", "Count days in whole numbers.")
        return int(number), False

    def _date(self, text: str) -> int:
        do = "Write a whole number, or a date like 2026-02-28."
        wrong = _Bad(self.day, f"{shown(text)} is not a day.", do)
        # A time of day may follow: the day is what counts.
        if len(text) != 10 and text[10:11] not in ("T", " "):
            raise wrong
        try:
            return date.fromisoformat(text[:10]).toordinal()
        except ValueError:
            raise wrong from None


class _Bad(Unfit):
    """One cell cannot be read; `at` is its place in the row."""

    def __init__(self, at: int, what: str, do: str) -> None:
        super().__init__(what, do)
        self.at = at


def _answer(text: str, at: int, signal: Signal) -> float:
    """A number on the signal's scale; not a number (nan) stands for a skipped item."""
    if not text:
        return nan
    value = _number(text)
    if isnan(value):
        raise _Bad(at, f"{shown(text)} is not a number.", "Leave a skipped item empty.")
    if not signal.minimum <= value <= signal.maximum:
        span = f"{signal.minimum:g} and {signal.maximum:g}"
        raise _Bad(
            at,
            f"{shown(text)} does not lie between {span}.",
            "Say another scale with --scale, if it has one.",
        )
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return nan


def _see_span(found: Diaries) -> None:
    found.first = min(min(diary.days) for diary in found.people.values())
    found.last = max(max(diary.days) for diary in found.people.values())
    if found.last - found.first > LONGEST_DAYS:
        raise Refused(
            f"The days lie {found.last - found.first} days apart.", f"At most {LONGEST_DAYS} can be replayed."
        )


def by_day(diary: Diary, signals: Sequence[Signal]) -> dict[int, list[float | None]]:
    """The answers of each day that has any row, in the order of the signals; several rows on one day become one."""
    width, rows = len(signals), diary.answers
    found: dict[int, list[list[float]]] = {}
    for at, day in enumerate(diary.days):
        found.setdefault(day, []).append(list(rows[at * width : (at + 1) * width]))
    return {day: _joined(given, signals) for day, given in found.items()}


def _joined(given: list[list[float]], signals: Sequence[Signal]) -> list[float | None]:
    if len(given) == 1:
        return [None if isnan(value) else value for value in given[0]]
    joined: list[float | None] = []
    for at, signal in enumerate(signals):
        told = [row[at] for row in given if not isnan(row[at])]
        joined.append(answer_of_the_day(signal.name, told) if told else None)
    return joined
