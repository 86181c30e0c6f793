"""One value of a file at a time: what it means, or a line of the report that says what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handrail.operations.importing.report import Report, Unfit, shown

#: What a spreadsheet would run when somebody opens an export of ours.
FORMULA = re.compile(r"[=@\t\r]|[+\-](?=[A-Za-z(@=])")
SUSPECT = frozenset("=@+-")
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class At:
    """Where we read: the row of the file, and what stands there."""

    report: Report
    row: int

    def wrong(self, name: str, what: str, do: str) -> None:
        """One thing to put right."""
        self.report.refuse(self.row, name, Unfit(what, do))

    def text(self, found: Mapping[str, Any], name: str, longest: int = 5000) -> str:
        """Text in one piece; "" when there is none or it cannot be taken."""
        value = found.get(name)
        if value is None or value == "":
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.wrong(name, "This is no text.", "Write text.")
            return ""
        text = str(value).strip()
        if text.isascii() and text.isprintable() and len(text) <= longest and text[:1] not in SUSPECT:
            return text
        if FORMULA.match(text):
            self.wrong(name, f"{shown(text)} begins like a formula.", "Take the first sign away.")
        elif UNPRINTABLE.search(text):
            self.wrong(name, "There are signs in it that cannot be kept.", "Take them out.")
        elif len(text) > longest:
            self.wrong(name, f"{len(text)} characters; at most {longest} are kept.", "Shorten it.")
        else:
            return text
        return ""

    def needed(self, found: Mapping[str, Any], name: str, longest: int) -> str:
        """Text that must be there."""
        text = self.text(found, name, longest)
        if not text and found.get(name) in (None, ""):
            self.wrong(name, "This is missing.", "Fill it in.")
        return text

    def one_of(self, found: Mapping[str, Any], name: str, allowed: Collection[str], usual: str) -> str:
        """One of the words of the specification."""
        text = self.text(found, name, 60).lower() or usual
        if text not in allowed:
            self.wrong(name, f"{shown(text)} is none of {', '.join(sorted(allowed))}.", "Write one of them.")
        return text

    def number(self, found: Mapping[str, Any], name: str, lowest: float, highest: float) -> float | None:
        """A number within bounds; None when there is none."""
        value = found.get(name)
        if value is None or value == "":
            return None
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError):
            number = math.nan
        if not lowest <= number <= highest:
            self.wrong(
                name,
                f"{shown(str(value))} is no number from {lowest:g} to {highest:g}.",
                "Write one, or leave it empty.",
            )
            return None
        return number

    def whole(self, found: Mapping[str, Any], name: str, highest: int) -> int | None:
        """A whole number from 0."""
        number = self.number(found, name, 0, highest)
        return int(number) if number is not None else None

    def day(self, found: Mapping[str, Any], name: str) -> date | None:
        """A day, also where a time stands behind it."""
        text = self.text(found, name, 40)
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.wrong(name, f"{shown(text)} is no day.", "Write it like 2026-11-30.")
            return None

    def minutes(self, found: Mapping[str, Any], name: str) -> int | None:
        """A time of day in minutes from midnight."""
        text = self.text(found, name, 40)
        if not text:
            return None
        clock = re.match(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?$", text)
        if (
            clock
            and int(clock[1]) <= 24
            and int(clock[2]) < 60
            and int(clock[1]) * 60 + int(clock[2]) <= 1440
        ):
            return int(clock[1]) * 60 + int(clock[2])
        self.wrong(name, f"{shown(text)} is no time of day.", "Write it like 09:30.")
        return None

    def rows(self, found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        """What belongs to it: a list of objects, or nothing."""
        value = found.get(name)
        if not value:
            return []
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            return value
        self.wrong(name, "This is no list of objects.", "See the specification.")
        return []
