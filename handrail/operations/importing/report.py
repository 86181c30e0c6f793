"""What an import says: which rows were refused and why, what would be written, what was."""

from __future__ import annotations

from dataclasses import dataclass, field

#: At most this many rows are spelled out; the rest is counted.
SPELLED_OUT = 50
LONGEST_VALUE = 40

KEPT = "Nothing was changed."


class Unfit(ValueError):
    """One cell cannot be taken: what is wrong with it, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(f"{what} {do}")
        self.what, self.do = what, do


class Refused(Exception):
    """The whole file cannot be taken: what is wrong and where, and what to do."""

    def __init__(self, what: str, do: str, *, row: int | None = None, column: str | None = None) -> None:
        self.line = f"{where(row, column)}{what} {do}"
        super().__init__(self.line)


def shown(value: str) -> str:
    """A value of the file as it can safely be printed: short, in quotes, nothing invisible."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in value[: LONGEST_VALUE + 1])
    return f'"{plain[:LONGEST_VALUE]}..."' if len(plain) > LONGEST_VALUE else f'"{plain}"'


def where(row: int | None, column: str | None) -> str:
    """`row 4, column "Mood": `; rows are counted as a spreadsheet does, the header is row 1."""
    place = [f"row {row}"] if row is not None else []
    place += [f"column {shown(column)}"] if column is not None else []
    return ", ".join(place) + ": " if place else ""


@dataclass
class Lines:
    """The first lines of a kind with their rows, and how many there were."""

    kept: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, line: str) -> None:
        self.count += 1
        if self.count <= SPELLED_OUT:
            self.kept.append((row, line))

    def written(self) -> list[str]:
        """In the order of the file: what one row says is found before what rows say of each other."""
        rest = self.count - len(self.kept)
        lines = [f"  {line}" for _row, line in sorted(self.kept, key=lambda kept: kept[0])]
        return lines + ([f"  and {rest} more."] if rest else [])


@dataclass
class Report:
    """One import: `added` and `already` count what would be, or was, written, by its word."""

    file: str
    rows: int = 0
    added: dict[str, int] = field(default_factory=dict)
    already: int = 0
    unused: list[str] = field(default_factory=list)
    refusals: Lines = field(default_factory=Lines)
    notes: Lines = field(default_factory=Lines)

    def refuse(self, row: int, column: str | None, trouble: Unfit) -> None:
        self.refusals.add(row, f"{where(row, column)}{trouble.what} {trouble.do}")

    def note(self, row: int | None, text: str) -> None:
        self.notes.add(row or 0, f"{where(row, None)}{text}")

    def count(self, word: str, number: int) -> None:
        self.added[word] = self.added.get(word, 0) + number

    def refused(self) -> str:
        """The report of a file that is not taken."""
        count = self.refusals.count
        found = f"{count} thing{'s' if count != 1 else ''} to put right"
        head = f"{self.file}: {_rows(self.rows)} read, {found}. {KEPT}"
        return "\n".join([head, *self.refusals.written()])

    def accepted(self, *, applied: bool) -> str:
        """The report of a file that is, or could be, taken."""
        counts = ", ".join(f"{word}: {number}" for word, number in self.added.items())
        done = "Written." if applied else f"Dry run. {KEPT}"
        lines = [f"{self.file}: {_rows(self.rows)} read. {done}"]
        lines.append(f"{'Added' if applied else 'To add'}: {counts}. Already here: {self.already}.")
        if self.unused:
            lines.append("Columns not used: " + ", ".join(shown(name) for name in self.unused) + ".")
        lines += ["Notes:", *self.notes.written()] if self.notes.count else []
        lines += [] if applied else ["To write it, run the same command again with --apply."]
        return "\n".join(lines)


def _rows(number: int) -> str:
    return f"{number} row{'s' if number != 1 else ''}"
