"""How soon somebody is called about a request for help, and what ten thousand open alerts cost the pager."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from bench import data
from bench.inside import Caller, inside
from bench.numbers import spread
from bench.table import Row

MANY, TURNS, A_TURN = 10_000, 20, 1.0
A_SECOND, SECONDS, AFTER = 10, 20.0, 15.0
FIRST_PAGE = 5.0
#: Ordinary work that waits meanwhile.
OWED = 200_000


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, ExitStack() as open_:
        asking, paging = (open_.enter_context(inside(copy)) for _ in range(2))
        yield _first_page("from a request to its first message", asking, paging)
        asking("bench.paged.close_all")
        asking("bench.paged.owe_many", OWED)
        yield _first_page(f"the same with {OWED:,} reactions owed", asking, paging)
        asking("bench.paged.open_many", MANY)
        turns = asking("bench.paged.turn_times", TURNS)
        slowest = max(turns)
        yield Row(f"a turn of the pager with {MANY:,} open alerts", spread(turns), "under 1 s",
                  f"{slowest / A_TURN:.3f} x", slowest < A_TURN)  # fmt: skip


def _first_page(what: str, asking: Caller, paging: Caller) -> Row:
    pager = paging.later("bench.paged.page_for", SECONDS + AFTER)
    kept = asking("bench.paged.ask", A_SECOND, SECONDS)
    pager.get()
    took = sorted(asking("bench.paged.first_pages", kept))
    nobody = asking("bench.paged.unpaged")
    p99 = took[int(len(took) * 0.99)]
    told = f"p99 {p99:.2f} s; {spread(took)}; {kept} requests, {A_SECOND} a second, {nobody} of them not called about"
    good = p99 < FIRST_PAGE and nobody == 0
    return Row(what, told, "p99 under 5 s", f"{p99 / FIRST_PAGE:.2f} x", good)
