"""A case review of forty people: its list, and one person's turn after the other, over the real web server."""

from __future__ import annotations

from collections.abc import Iterator

from bench.data import new_installation
from bench.inside import inside
from bench.numbers import ms, percentile, spread
from bench.served import served
from bench.table import Row

PEOPLE, TIMES, WARM, UNDER = 40, 40, 3, 0.300


def rows() -> Iterator[Row]:
    with new_installation() as data:
        (data / "log").mkdir(exist_ok=True)
        with served(data) as running:
            with inside(running.data) as call:
                worker, whose = call("bench.reviewed.team", PEOPLE)
            turns = [f"/team/reviews/{person}/" for person in whose]
            for what, paths in {"the list": ["/team/reviews/"] * TIMES, "one person’s turn": turns}.items():
                took = []
                for path in [*paths[:WARM], *paths]:
                    status, _body, seconds = running.get(path, worker.session)
                    if status != 200:
                        raise RuntimeError(f"{path} was answered with {status}.")
                    took.append(seconds)
                late = percentile(took[WARM:], 0.95)
                yield Row(f"case review of {PEOPLE} people, {what}", spread(took[WARM:]), f"p95 under {ms(UNDER)}",
                          f"{late / UNDER:.2f} x", late < UNDER)  # fmt: skip
