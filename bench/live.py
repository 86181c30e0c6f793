"""From the sending of a check-in to the moment its row can be drawn on the counselor's open board."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench import data
from bench.inside import inside
from bench.numbers import ms, percentile, spread
from bench.open_page import today_board
from bench.pages import wait_for_worker
from bench.served import Served, served
from bench.table import Row
from bench.trees import cpu, trees
from bench.visitor import Visitor
from handrail.foundation.ledger.checkpoints import file_in

AT_ONCE, ROUNDS = 20, 3
UNDER, PATIENCE, LONGEST_VERIFICATION = 1.0, 20.0, 300.0
#: They ask for somebody to reach out: that raises a concern whatever is usual for them.
ANSWERS = {"mood": "hard", "craving": "strong", "sleep_quality": "a_little", "reach_out": "yes"}


def rows() -> Iterator[Row]:
    with data.copy_of(data.small()) as copy, served(copy) as running, inside(copy) as call:
        wait_for_worker(call)
        readers = [
            (one, call("bench.signed_in.in_care_of", one.person))
            for one in call("bench.signed_in.counselors", 2 * ROUNDS)
        ]
        began = time.monotonic()
        yield from _boards(running, readers[:ROUNDS], "right after a start")
        verified = _is_verified(copy)
        took = time.monotonic() - began
        said = "not any more" if verified else f"for all of these {took:.0f} s"
        yield Row("the whole ledger was verified meanwhile, which a start begins with", said)
        _wait_until_verified(copy)
        yield from _boards(running, readers[ROUNDS:], "afterwards")


def _boards(running: Served, readers: list[tuple[Visitor, list[Visitor]]], when: str) -> Iterator[Row]:
    took: list[float] = []
    answered: list[float] = []
    before = _spent(running)
    for reader, cared_for in readers:
        seen, sent = _round(running, reader, cared_for)
        took.extend(seen)
        answered.extend(sent)
    spent = _spent(running) - before
    late = percentile(took, 0.95)
    yield Row(
        f"POST to proposal on an open board, {AT_ONCE} people at once, {ROUNDS} boards, {when}",
        spread(took),
        f"p95 under {UNDER:g} s",
        f"{late / UNDER:.2f} x",
        len(took) == AT_ONCE * ROUNDS and late < UNDER,
    )
    yield Row("POST to its answer, the same check-ins", spread(answered))
    each = ", ".join(
        f"{name} {ms(spent[name] / (AT_ONCE * ROUNDS))}" for name in ("web", "worker", "postgres")
    )
    yield Row("CPU of one such check-in with all that follows and the board's refreshes", each)


def _spent(running: Served) -> Counter[str]:
    return Counter({name: cpu(pids) for name, pids in trees(running).items()})


def _is_verified(folder: Path) -> bool:
    """Whether the verification that a start begins with is over."""
    kept = file_in(folder / "checkpoints")
    return kept.exists() and '"verified"' in kept.read_text()


def _wait_until_verified(folder: Path) -> None:
    until = time.monotonic() + LONGEST_VERIFICATION
    while not _is_verified(folder):
        if time.monotonic() > until:
            raise RuntimeError(f"The ledger was not verified after {LONGEST_VERIFICATION:.0f} s.")
        time.sleep(1)


def _round(running: Served, reader: Visitor, cared_for: list[Visitor]) -> tuple[list[float], list[float]]:
    """Seconds until each could be seen, and until each POST was answered."""
    with today_board(running.port, reader) as board:
        new = [one for one in cared_for if one.person not in board.seen][:AT_ONCE]
        start = threading.Barrier(len(new))
        with ThreadPoolExecutor(len(new)) as crowd:
            sent = dict(crowd.map(lambda one: _check_in(running.port, one, start), new))
        board.wait_for(set(sent), PATIENCE)
    seen = [board.seen[person] - began for person, (began, _) in sent.items() if person in board.seen]
    return seen, [ended - began for began, ended in sent.values()]


def _check_in(port: int, one: Visitor, start: threading.Barrier) -> tuple[int, tuple[float, float]]:
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": f"session={one.session}; csrf={one.token}",
        "X-CSRFToken": one.token,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    start.wait()
    began = time.perf_counter()
    connection.request("POST", "/me/check-ins/", urlencode({"key": str(uuid4()), **ANSWERS}), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 201:
        raise RuntimeError(f"A check-in was answered with {answer.status}.")
    return one.person, (began, time.perf_counter())
