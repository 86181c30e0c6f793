"""A clean stop, and the time until people are served again after kill -9 of one part."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from bench import data
from bench.served import Served, served
from bench.table import Row

STOP_WITHIN = 5.0
ROUNDS = 3


def rows() -> Iterator[Row]:
    with data.copy_of(data.small()) as copy:
        with served(copy) as running:
            for name in ("web", "worker", "postgres"):
                yield Row(f"served again after kill -9 of {name}", f"{_killed(running, name):.1f} s")
            took = [running.stop()]
        for _ in range(ROUNDS - 1):
            with served(copy) as running:
                took.append(running.stop())
    slowest = max(took)
    yield Row(
        f"clean stop, slowest of {ROUNDS}",
        f"{slowest:.1f} s",
        f"under {STOP_WITHIN:g} s",
        ok=slowest < STOP_WITHIN,
    )


def _killed(running: Served, name: str) -> float:
    """Kill the first process of a part and wait until another one took its place and all is ready."""
    time.sleep(2)
    before = running.groups()[name]
    began = time.monotonic()
    os.kill(before, signal.SIGKILL)
    while running.groups().get(name, 0) in (before, 0):
        if time.monotonic() - began > 60:
            raise RuntimeError(f"{name} was not started again within a minute.")
        time.sleep(0.02)
    running.wait_until_ready()
    return time.monotonic() - began
