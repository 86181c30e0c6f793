"""One measurement a row, and the one table they are printed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("what", "measured", "target", "ratio", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    `measured` and `target` are words with their unit (`"88 ms"`, `"at most 150 ms"`); `ratio` is a number with its
    unit or empty (`"2.4 x"`). `ok` is None where there is no target, or where nothing could be measured.
    """

    what: str
    measured: str
    target: str = ""
    ratio: str = ""
    ok: bool | None = None

    def verdict(self) -> str:
        return "" if self.ok is None else "met" if self.ok else "MISSED"

    def cells(self) -> tuple[str, ...]:
        return (self.what, self.measured, self.target, self.ratio, self.verdict())


def skipped(what: str, why: str) -> Row:
    """A row for what could not be measured here, and why."""
    return Row(what, f"not measured: {why}")


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, its columns lined up."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    drawn = [_line(cells, widths) for cells in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([drawn[0], rule, *drawn[1:]])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
