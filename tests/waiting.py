"""Waiting for what another process does: with an end, and no longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def until_true(asked: Callable[[], bool], seconds: float = 60) -> None:
    """Ask again and again until it is so; fail when it does not come true."""
    until = time.monotonic() + seconds
    while not asked():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.02)
