"""What building the demo organisation took, noted when it was built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import data
from bench.table import Row, skipped


def rows() -> Iterator[Row]:
    yield _row("600", data.small())
    if folder := data.large():
        yield _row("6,000", folder)


def _row(people: str, folder: Path) -> Row:
    what = f"building the demo of {people} people"
    spent = data.cost(folder)
    if spent is None:
        return skipped(what, "the folder was built elsewhere")
    elapsed, cpu = spent["elapsed"], spent["cpu"]
    return Row(what, f"{elapsed:.0f} s, {cpu:.0f} s of CPU in Python")
