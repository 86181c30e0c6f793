"""The pager: a process of its own, so that no job, however long, stands between a request for help and its call."""

from __future__ import annotations

import threading
import time

import structlog
from django.db import close_old_connections, connections

from handrail.foundation.ledger.models import Heartbeat
from handrail.pillars.crisis.moment import database_clock
from handrail.pillars.crisis.pager import Turn, page_due
from handrail.pillars.crisis.roster import write_snapshot
from handrail.pillars.crisis.spool import bring_in

log = structlog.get_logger("pager")

LOOP = "pager"
#: How often, in seconds, it looks for what is due; and how often it says that it still goes round.
BREATH, HEARTBEAT = 0.5, 5.0
#: How often, in seconds, the copy of who is on call is made for when the database does not answer.
ROSTER_EVERY = 60.0


class Pager:
    """Goes round until it is told to stop; a lost database is waited for, never fatal."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._beaten, self._copied = -HEARTBEAT, -ROSTER_EVERY

    def run(self) -> None:
        """Run until `stop`."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                self._turn()
            except Exception as trouble:  # noqa: BLE001 - a loop that must not stop says so and goes on
                log.error("loop_troubled", loop=LOOP, trouble=type(trouble).__name__)
                connections.close_all()
            self.stopping.wait(BREATH)
        connections.close_all()

    def stop(self) -> None:
        self.stopping.set()

    def _turn(self) -> None:
        # What is due first: nothing that waits beside the database may hold it up.
        self._tell(page_due())
        self._bring_in()
        if time.monotonic() - self._beaten >= HEARTBEAT:
            self._beaten = time.monotonic()
            Heartbeat.objects.update_or_create(loop=LOOP, defaults={"at": database_clock()})
        if time.monotonic() - self._copied >= ROSTER_EVERY:
            self._copied = time.monotonic()
            write_snapshot(database_clock())

    def _bring_in(self) -> None:
        try:
            brought = bring_in(now=database_clock())
        except Exception as trouble:  # noqa: BLE001 - said, and tried again at the next turn
            log.error("spool_troubled", trouble=type(trouble).__name__)
            return
        if brought:
            log.info("brought_in_from_spool", requests=brought)

    def _tell(self, turn: Turn) -> None:
        if turn.nobody:
            log.error("nobody_to_call", steps=turn.nobody)
        if turn.steps:
            log.info("called", steps=turn.steps, pages=turn.pages)
