"""How many entries a second the ledger takes, each in a transaction of its own, chained as it commits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

from bench import data
from bench.inside import inside
from bench.table import Row

#: Two processes of four writers: as many as there are lanes, on two cores.
PROCESSES, WRITERS, SECONDS = 2, 4, 10.0
AT_LEAST = 1_500


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, ExitStack() as open_:
        calls = [open_.enter_context(inside(copy)) for _ in range(PROCESSES)]
        for call in calls:
            call("bench.chained.warm_up")
        began = time.time() + 1
        waiting = [call.later("bench.chained.write", began, SECONDS, WRITERS) for call in calls]
        written = sum(one.get() for one in waiting)
        well = calls[0]("bench.chained.verified")
    rate = written / SECONDS
    many = f"{PROCESSES * WRITERS} writers, {written:,} in {SECONDS:.0f} s"
    yield Row("entries a second", f"{rate:,.0f} ({many})", f"at least {AT_LEAST:,}", ok=rate >= AT_LEAST)
    yield Row("the chain afterwards", "as it was written" if well else "broken", "as it was written", ok=well)
