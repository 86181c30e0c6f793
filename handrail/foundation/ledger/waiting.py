"""How long we wait for a database that has stopped answering. The server's own time-outs do not help then: it is silent."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import Diagnostic

#: For every connection over a network, unless DATABASE_URL says otherwise: a server that vanished is noticed within
#: five seconds, whether we wait for it (keepalives) or send (tcp_user_timeout, in milliseconds). A socket ignores them.
VANISHED = {
    "connect_timeout": "5", "tcp_user_timeout": "5000", "keepalives_idle": "2", "keepalives_interval": "1",
    "keepalives_count": "3",
}  # fmt: skip
#: How often, in seconds, a wait looks whether it was interrupted; the driver's own.
LOOKS_UP = 0.1
#: The server's own function that warns when a wait for a standby was cancelled; its words depend on a language.
WAITS_FOR_STANDBY = "SyncRepWaitForLSN"

RV = TypeVar("RV")
_until = threading.local()


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Within, this thread waits for its database no longer than so many seconds altogether; then OperationalError.

    What had been sent may have been done: whoever catches it repeats it by its key, and never says that it failed.
    """
    before: float | None = getattr(_until, "at", None)
    mine = time.monotonic() + seconds
    _until.at = mine if before is None else min(mine, before)
    try:
        yield
    finally:
        _until.at = before


class Bounded(psycopg.Connection[Any]):
    """A connection that keeps to `no_longer_than`. One that had to be given up is closed: nobody knows its state.

    A commit that a standby did not confirm is no commit to whoever asked: if that standby takes over, it is gone.
    """

    unconfirmed = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.add_notice_handler(self._hear)

    def _hear(self, said: Diagnostic) -> None:
        self.unconfirmed |= said.source_function == WAITS_FOR_STANDBY

    def _require_confirmed(self) -> None:
        if self.unconfirmed:
            self.pgconn.finish()
            raise psycopg.OperationalError("committed here, and no standby has confirmed it")

    def wait(self, gen: PQGen[RV], interval: float = LOOKS_UP, timeout: float | None = None) -> RV:
        until: float | None = getattr(_until, "at", None)
        if until is not None:
            timeout = max(until - time.monotonic(), 0.0)
        try:
            answer = super().wait(gen, interval, timeout)
        except psycopg.errors._WaitTimeout as late:
            if until is None:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError("the database did not answer in time") from late
        self._require_confirmed()
        return answer

    def rollback(self) -> None:
        """Nothing is left to roll back where the connection is gone: told so, Django would wait for another one."""
        if not self.closed:
            super().rollback()
