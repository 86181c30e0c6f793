"""A wave of ten thousand reminders through the local sender, and what it costs a check-in meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from bench import data
from bench.inside import inside
from bench.numbers import spread
from bench.table import Row

MANY, WITHIN, ALONE = 10_000, 60.0, 8.0
#: A check-in may become so much slower while the wave goes out.
SLOWER = 1.2


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, ExitStack() as open_:
        sending, checking = (open_.enter_context(inside(copy)) for _ in range(2))
        sending("bench.waved.set_up", MANY)
        alone = checking("bench.waved.check_ins", ALONE)
        going = sending.later("bench.waved.wave")
        meanwhile = checking("bench.waved.check_ins", ALONE)
        took, sent = going.get()
        yield Row(f"a wave of {MANY:,} reminders through the local sender", f"{took:.1f} s, {sent:,} taken",
                  f"under {WITHIN:g} s", f"{took / WITHIN:.2f} x", took < WITHIN and sent >= MANY)  # fmt: skip
        ratio = median(meanwhile) / median(alone)
        told = f"alone {spread(alone)}; meanwhile {spread(meanwhile)}"
        yield Row(
            "a check-in while the wave goes out",
            told,
            f"at most {SLOWER:g} x",
            f"{ratio:.2f} x",
            ratio <= SLOWER,
        )
