"""From the sending of a message to the moment it can be drawn on the other's open page, with 200 people connected."""

from __future__ import annotations

import http.client
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlencode
from uuid import uuid4

from bench import data
from bench.inside import inside
from bench.numbers import ms, percentile, spread
from bench.open_page import OpenPage
from bench.pair import Pair
from bench.served import Served, served
from bench.table import Row
from bench.trees import cpu, trees
from bench.visitor import Visitor

CONNECTED, SENT, A_SECOND = 200, 60, 1.0
UNDER, PATIENCE = 1.0, 20.0
MARK = re.compile(rb"Number (\d+) of the measurement")


def rows() -> Iterator[Row]:
    with data.copy_of(data.small(), migrated=True) as copy, inside(copy) as call, served(copy) as running:
        pairs = call("bench.written.pairs", CONNECTED)
        before = _spent(running)
        took, answered = _measured(running, pairs)
        spent = _spent(running) - before
    late = percentile(took, 0.95) if took else PATIENCE
    yield Row(
        f"a message to the person's open page, {len(pairs)} people connected, {SENT} messages, {A_SECOND:g} a second",
        spread(took) if took else "none arrived",
        f"p95 under {UNDER:g} s",
        f"{late / UNDER:.2f} x",
        len(took) == SENT and len(pairs) == CONNECTED and late < UNDER,
    )
    yield Row("POST to its answer, the same messages", spread(answered))
    each = ", ".join(f"{name} {ms(spent[name] / SENT)}" for name in ("web", "worker", "postgres"))
    yield Row("CPU of one such message, with the streams of all and the pages fetched again", each)


def _measured(running: Served, pairs: list[Pair]) -> tuple[list[float], list[float]]:
    """Seconds until each could be read, and until each POST was answered."""
    pages = [OpenPage(running.port, one.person, f"/me/messages/{one.conversation}/", MARK) for one in pairs]
    with ExitStack() as open_, ThreadPoolExecutor(40) as crowd:
        list(crowd.map(open_.enter_context, pages))
        begun = time.perf_counter()
        sending = [
            crowd.submit(_write, running.port, pairs[n % len(pairs)], n, begun + n / A_SECOND)
            for n in range(SENT)
        ]
        sent = [one.result(timeout=SENT / A_SECOND + PATIENCE) for one in sending]
        until = time.monotonic() + PATIENCE
        for number in range(SENT):
            pages[number % len(pages)].wait_for({number}, max(0.0, until - time.monotonic()))
    seen = [
        pages[number % len(pages)].seen[number] - began
        for number, (began, _ended) in enumerate(sent)
        if number in pages[number % len(pages)].seen
    ]
    return seen, [ended - began for began, ended in sent]


def _spent(running: Served) -> Counter[str]:
    return Counter({name: cpu(pids) for name, pids in trees(running).items()})


def _write(port: int, pair: Pair, number: int, moment: float) -> tuple[float, float]:
    time.sleep(max(0.0, moment - time.perf_counter()))
    writer: Visitor = pair.worker
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": f"session={writer.session}; csrf={writer.token}",
        "X-CSRFToken": writer.token,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = urlencode({"key": str(uuid4()), "words": f"Number {number} of the measurement"})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    began = time.perf_counter()
    connection.request("POST", f"/team/messages/{pair.conversation}/", form, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"A message was answered with {answer.status}.")
    return began, time.perf_counter()
