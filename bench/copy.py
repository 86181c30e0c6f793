"""A person's copy of everything, from the request to the last byte: as a page, a PDF and JSON."""

from __future__ import annotations

from collections.abc import Iterator

from bench import data
from bench.inside import inside
from bench.numbers import spread
from bench.served import served
from bench.table import Row

WAYS = {"page": "a page", "paper": "a PDF", "data": "JSON"}
PEOPLE, AT_MOST = 20, 60.0


def rows() -> Iterator[Row]:
    with data.copy_of(data.small()) as copy, served(copy) as running:
        with inside(copy) as call:
            people = call("bench.signed_in.clients", PEOPLE)
        for way, word in WAYS.items():
            took = []
            for person in people:
                status, _body, seconds = running.get(f"/me/copy/{way}/", person.session)
                if status != 200:
                    raise RuntimeError(f"The copy as {word} was answered with {status}.")
                took.append(seconds)
            slowest = max(took)
            yield Row(f"a copy of everything, {word}", spread(took), "the slowest under 1 min",
                      f"{slowest / AT_MOST:.3f} x", slowest < AT_MOST)  # fmt: skip
