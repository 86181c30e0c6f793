"""Server time of the pages most used: from the request to the last byte, over the real web server on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench import data
from bench.inside import Caller, inside
from bench.numbers import ms, percentile, spread
from bench.served import Served, served
from bench.table import Row, skipped
from bench.visitor import Visitor

ROUNDS, WARM = 60, 5
#: How long, in seconds, the worker may take to make up for the time since a folder was built.
PATIENCE = 300
UNDER, AT_MOST_TIMES = 0.150, 1.3
PAGES = ("team's Today", "person's page", "person's home", "caseload", "team's week")


@dataclass
class Measured:
    """One installation, who asks for which page in turn, and what it took."""

    running: Served
    turns: dict[str, Iterator[tuple[str, str]]]
    took: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in PAGES})

    def ask(self, page: str) -> None:
        path, session = next(self.turns[page])
        status, _, seconds = self.running.get(path, session)
        if status != 200:
            raise RuntimeError(f"{path} was answered with {status}.")
        self.took[page].append(seconds)


def rows() -> Iterator[Row]:
    folders = {"600": data.small(), "6,000": data.large()}
    with ExitStack() as stack:
        found = {n: _open(stack, folder) for n, folder in folders.items() if folder}
        for _ in range(ROUNDS + WARM):
            for page in PAGES:
                for one in found.values():
                    one.ask(page)
    for page in PAGES:
        yield _within(page, found["600"].took[page][WARM:])
    for page in PAGES:
        yield _grown(page, found)


def _within(page: str, took: list[float]) -> Row:
    late = percentile(took, 0.95)
    return Row(
        f"{page}, 600 people", spread(took), f"p95 under {ms(UNDER)}", f"{late / UNDER:.2f} x", late < UNDER
    )


def _grown(page: str, found: dict[str, Measured]) -> Row:
    what = f"{page}, 6,000 people against 600"
    if "6,000" not in found:
        return skipped(what, "no data; --full builds it")
    large, small = (percentile(found[n].took[page][WARM:], 0.95) for n in ("6,000", "600"))
    times = large / small
    return Row(what, spread(found["6,000"].took[page][WARM:]), f"at most {AT_MOST_TIMES} x", f"{times:.2f} x",
               times <= AT_MOST_TIMES)  # fmt: skip


def _open(stack: ExitStack, folder: Path) -> Measured:
    running = stack.enter_context(served(stack.enter_context(data.copy_of(folder))))
    with inside(running.data) as call:
        wait_for_worker(call)
        team = call("bench.signed_in.counselors", 8)
        cared = {one.session: call("bench.signed_in.in_care_of", one.person)[:10] for one in team}
    return Measured(running, _turns(team, cared))


def wait_for_worker(call: Caller) -> None:
    """A folder was built some time ago: what the worker makes up for is not what a page costs."""
    until = time.monotonic() + PATIENCE
    while not call("bench.settled.is_through"):
        if time.monotonic() > until:
            raise RuntimeError(f"The worker was not through after {PATIENCE} s.")
        time.sleep(1)


def _turns(team: list[Visitor], cared: dict[str, list[Visitor]]) -> dict[str, Iterator[tuple[str, str]]]:
    """Address and session for each request, another reader and another person each time."""
    pairs = [
        (cared[one.session][n], one.session) for n in range(10) for one in team if n < len(cared[one.session])
    ]
    return {
        PAGES[0]: cycle([("/team/", one.session) for one in team]),
        PAGES[1]: cycle([(f"/team/people/{person.person}/", session) for person, session in pairs]),
        PAGES[2]: cycle([("/me/", person.session) for person, _ in pairs]),
        PAGES[3]: cycle([("/team/caseload/", one.session) for one in team]),
        PAGES[4]: cycle([("/team/calendar/?who=team", one.session) for one in team]),
    }  # fmt: skip
