"""Gaps looked for over 40,000 people: the first night, which finds them all, and one on which nothing changed."""

from __future__ import annotations

from collections.abc import Iterator

from bench.data import new_installation
from bench.inside import inside
from bench.table import Row

PEOPLE, WITHIN = 40_000, 60.0


def rows() -> Iterator[Row]:
    with new_installation() as data, inside(data) as call:
        people = call("bench.people.fill", PEOPLE)
        for what in ("the first night", "nothing changed"):
            took, slowest, found = call("bench.people.night")
            yield Row(
                f"gaps of {people:,} people, {what}", f"{took:.1f} s, {found:,} open, longest hold {slowest:.2f} s",
                f"under {WITHIN:.0f} s", ok=took < WITHIN,
            )  # fmt: skip
