"""F07: every ordinary thread hangs, as on a database that stalls; help and the console are answered all the same."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from handrail.config import asgi

PATIENCE = 20


async def status_of(path: str) -> int:
    """What the whole application answers to a GET, headers included."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    await asyncio.wait_for(asgi.application(scope, receive, send), PATIENCE)
    return int(sent[0]["status"])


@pytest.fixture
def every_thread_hangs():
    """All ordinary threads wait; they are let go at the end, whatever happens."""
    go_on, pool = threading.Event(), asgi.threads.executor
    hanging = [pool.submit(go_on.wait, PATIENCE * 2) for _ in range(pool._max_workers)]
    yield
    go_on.set()
    assert all(one.result(PATIENCE) for one in hanging)


# An address that nothing has needs no database: what is tried is who answers, not what.
@pytest.mark.parametrize("path", ["/help/nothing-here/", "/team/alerts/nothing-here/"])
def test_help_and_the_console_do_not_wait_behind_pages_that_hang(every_thread_hangs, path):
    assert asyncio.run(status_of(path)) == 404
