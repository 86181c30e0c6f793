"""From pressing the button to the first message on two channels, while 100 other requests a second are answered."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from urllib.parse import urlencode
from uuid import uuid4

from bench import data
from bench.inside import inside
from bench.numbers import percentile, spread
from bench.served import served
from bench.table import Row
from bench.traffic import Sent, run
from bench.visitor import Visitor

RATE, SECONDS, ASKERS, AFTER = 100, 30.0, 50, 10.0
UNDER = 5.0


def rows() -> Iterator[Row]:
    with (
        data.copy_of(data.small(), migrated=True) as copy,
        # Mail to a folder and texts to a file: both carriers take what they are given.
        served(copy, {"HANDRAIL_DEMO": "yes"}) as running,
        inside(copy) as call,
        get_context("spawn").Pool(1) as beside,
    ):
        people = call("bench.signed_in.clients", 300)
        team = call("bench.asked.readers", 8)
        traffic = beside.apply_async(run, (running.port, people[ASKERS:], team, RATE, SECONDS))
        pressed = _press(running.port, people[:ASKERS])
        sent: list[Sent] = traffic.get(SECONDS + 60)
        time.sleep(AFTER)
        on_two = call("bench.asked.on_two_channels", {person: at for person, (at, _took) in pressed.items()})
    took = sorted(on_two)
    p99 = percentile(took, 0.99) if took else float("inf")
    told = f"p99 {p99:.2f} s; {spread(took)}; {len(took)} of {ASKERS} called about"
    yield Row(f"from pressing the button to a message on two channels, {RATE} other requests a second", told,
              f"p99 under {UNDER:g} s", f"{p99 / UNDER:.2f} x", p99 < UNDER and len(took) == ASKERS)  # fmt: skip
    yield Row("the page that says: we have it", spread([answered for _at, answered in pressed.values()]))
    yield _others(sent)


def _press(port: int, askers: Sequence[Visitor]) -> dict[int, tuple[float, float]]:
    """Person -> when they pressed, and the seconds until they were answered; spread over the time of the traffic."""

    def ask(n: int) -> tuple[float, float]:
        time.sleep(1 + n * (SECONDS - 2) / len(askers))
        at, began = time.time(), time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Host": f"localhost:{port}", "Cookie": f"session={askers[n].session}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        connection.request("POST", "/help/someone/", urlencode({"key": str(uuid4())}), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 302:
            raise RuntimeError(f"A request for help was answered with {answer.status}.")
        return at, time.perf_counter() - began

    with ThreadPoolExecutor(len(askers)) as hands:
        return {askers[n].person: told for n, told in enumerate(hands.map(ask, range(len(askers))))}


def _others(sent: Sequence[Sent]) -> Row:
    well = [one.took for one in sent if 200 <= one.status < 400]
    rest = len(sent) - len(well)
    return Row(
        "the other requests, from when they were due",
        f"{spread(well)}; {len(sent)}, {rest} not answered well or in time",
    )
