"""Gaps looked for over 40,000 people: the first night, one on which nothing changed, and what a check-in costs meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from bench.data import new_installation
from bench.inside import inside
from bench.numbers import spread
from bench.table import Row

PEOPLE, WITHIN, ALONE = 40_000, 60.0, 8.0
#: A check-in may become so much slower while gaps are looked for.
SLOWER = 1.2


def rows() -> Iterator[Row]:
    with new_installation() as data, ExitStack() as open_:
        looking, checking = (open_.enter_context(inside(data)) for _ in range(2))
        people = looking("bench.people.fill", PEOPLE)
        for what in ("the first night", "nothing changed"):
            took, slowest, found = looking("bench.people.night")
            yield Row(
                f"gaps of {people:,} people, {what}", f"{took:.1f} s, {found:,} open, longest hold {slowest:.2f} s",
                f"under {WITHIN:.0f} s", ok=took < WITHIN,
            )  # fmt: skip
        checking("bench.waved.check_ins", 1.0)
        alone = checking("bench.waved.check_ins", ALONE)
        going = looking.later("bench.people.part_of_a_night", 3 * ALONE)
        meanwhile = checking("bench.waved.check_ins", 2 * ALONE)
        looked = going.get()
        ratio = median(meanwhile) / median(alone)
        yield Row(
            f"a check-in while gaps are looked for, as the worker does ({looked:,} people in {3 * ALONE:.0f} s)",
            f"alone {spread(alone)}; meanwhile {spread(meanwhile)}", f"at most {SLOWER:g} x",
            f"{ratio:.2f} x", ratio <= SLOWER,
        )  # fmt: skip
