"""The watchdog: a process with its own clock that calls the desk when the pager has been silent for a minute.

It trusts nothing that the pager needs: it counts by this process's own clock, opens its own connection, and when the
database does not answer it calls whoever stood in the last copy of who is on call.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime

import psycopg
import structlog
from psycopg.conninfo import make_conninfo

from handrail.foundation.ledger.address import listening_address
from handrail.foundation.ledger.waiting import Bounded, no_longer_than
from handrail.operations.pager import LOOP
from handrail.pillars.crisis.roster import call_everybody

log = structlog.get_logger("watchdog")

#: Silence of the pager, in seconds, after which the desk is called; and how often again while it lasts.
SILENT_AFTER, AGAIN_AFTER = 60.0, 120.0
BREATH, PATIENCE = 5.0, 3
BEAT = "SELECT at FROM ledger_heartbeat WHERE loop = %s"
WORDS = "The alert desk has been silent for a minute. Open it now, or call the desk."


@dataclass
class Silence:
    """How long the pager has not been heard, by a clock that only goes forward (seconds)."""

    began: float
    beat: datetime | None = None
    called: float | None = None

    def heard(self, beat: datetime | None, now: float) -> None:
        """What the last look found; None when the database did not answer, which is silence too."""
        if beat is not None and beat != self.beat:
            self.beat, self.began, self.called = beat, now, None

    def is_to_be_told(self, now: float) -> bool:
        """Whether the desk is called now."""
        if now - self.began < SILENT_AFTER:
            return False
        return self.called is None or now - self.called >= AGAIN_AFTER


class Watchdog:
    """Looks every five seconds until it is told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.silence = Silence(time.monotonic())

    def run(self) -> None:
        """Run until `stop`."""
        while not self.stopping.is_set():
            self.look(time.monotonic())
            self.stopping.wait(BREATH)

    def stop(self) -> None:
        self.stopping.set()

    def look(self, now: float) -> int:
        """One look; returns how many messages a carrier took."""
        self.silence.heard(last_beat(), now)
        if not self.silence.is_to_be_told(now):
            return 0
        self.silence.called = now
        told = call_everybody(WORDS, "watchdog")
        log.error("pager_silent", silent_s=round(now - self.silence.began), pages=told)
        return told


def last_beat() -> datetime | None:
    """When the pager last said that it goes round; None when it never did, or the database does not answer."""
    try:
        with no_longer_than(PATIENCE), _connected() as connection:
            row = connection.execute(BEAT, [LOOP]).fetchone()
    except psycopg.Error:
        return None
    return row[0] if row else None


def _connected() -> Bounded:
    # A server that fell silent ends no wait by itself: this side counts.
    address = make_conninfo(listening_address(), connect_timeout=PATIENCE)
    return Bounded.connect(address, autocommit=True)
