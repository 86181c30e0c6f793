"""Ordinary traffic at a steady rate, whatever the answers take: a process of its own, without Django."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local
from urllib.parse import urlencode
from uuid import uuid4

from bench.visitor import Visitor

#: Of twenty requests: a person's home, help, a check-in, the board's rows as live.js fetches them, Today, a record.
MIX = ("home",) * 6 + ("help",) * 4 + ("check-in",) * 2 + ("rows",) * 6 + ("today", "record")
AT_ONCE, PATIENCE = 64, 10.0
ANSWERS = {"mood": "ok", "craving": "none", "sleep_quality": "well", "reach_out": "no"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: what for ("" when it was never sent), its status (0 for none at all) and its seconds from when it was due to its last byte."""

    what: str
    status: int
    took: float


def run(
    port: int, people: Sequence[Visitor], team: Sequence[tuple[Visitor, int]], rate: int, seconds: float
) -> list[Sent]:
    """Send `rate` requests a second for so long. `team` is workers, each with somebody whose record they may open."""
    kept, began = local(), time.perf_counter()

    def send(n: int) -> Sent:
        due = began + n / rate
        if time.perf_counter() > began + seconds + PATIENCE:
            return Sent("", 0, 0.0)  # nobody was left to send it
        time.sleep(max(0.0, due - time.perf_counter()))
        what = MIX[n * 7 % len(MIX)]
        worker, person = team[n % len(team)]
        status = _send(kept, port, what, people[n % len(people)], worker, person)
        return Sent(what, status, time.perf_counter() - due)

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(send, range(int(rate * seconds))))


def _send(kept: local, port: int, what: str, one: Visitor, worker: Visitor, person: int) -> int:
    path = {"home": "/me/", "help": "/help/", "check-in": "/me/check-ins/", "rows": "/team/today/rows/",
            "today": "/team/", "record": f"/team/people/{person}/"}[what]  # fmt: skip
    reader = one if what in {"home", "help", "check-in"} else worker
    headers = {"Host": f"localhost:{port}", "Cookie": f"session={reader.session}; csrf={reader.token}"}
    body = None
    if what == "check-in":
        headers |= {"X-CSRFToken": reader.token, "Accept": "application/json",
                    "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        body = urlencode({"key": str(uuid4()), **ANSWERS})
    try:
        if not hasattr(kept, "connection"):
            kept.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        kept.connection.request("POST" if body else "GET", path, body, headers)
        answer = kept.connection.getresponse()
        answer.read()
        return int(answer.status)
    except (OSError, http.client.HTTPException):
        kept.connection.close()
        return 0
