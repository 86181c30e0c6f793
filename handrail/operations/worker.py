"""The worker: does what is owed as soon as it is told, and what time brings every second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import psycopg
import structlog
from django.db import close_old_connections, connections
from django.utils import timezone

from handrail.continuum import clock
from handrail.foundation.ledger import beside
from handrail.foundation.ledger.address import listening_address
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Heartbeat
from handrail.operations.ledger_keeping import Keeper

log = structlog.get_logger("worker")

#: The longest the worker sleeps when nobody calls it; also the step of the clock.
BREATH = 1.0
#: How often, in seconds, each loop notes that it still goes round.
HEARTBEAT = 5.0


#: Deliveries wait for the database more than they compute, so a few are done at once; those of one person never.
AT_ONCE = 2
#: How long, in seconds, a stopping worker waits for what its loops are doing.
LAST_WORDS = 3.0
#: How often, in seconds, it is asked whether a checkpoint is due.
LEDGER_STEP = 5.0


class Worker:
    """Loops in one process: deliveries on a call or each second, the clock each second, the ledger's checkpoints."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._beaten: dict[str, float] = {}
        self._keeper = Keeper()

    def run(self) -> None:
        """Run until `stop`; a lost database is waited for, never fatal."""
        deliveries, clock_loop = ("deliveries", self._deliver_while_listening), ("clock", self._tick)
        ledger = ("ledger", self._keep_ledger)
        beside = [
            threading.Thread(target=self._forever, args=loop, daemon=True)
            for loop in [clock_loop, ledger, *[deliveries] * (AT_ONCE - 1)]
        ]
        for thread in beside:
            thread.start()
        self._forever(*deliveries)
        until = time.monotonic() + LAST_WORDS
        for thread in beside:
            thread.join(timeout=max(0.0, until - time.monotonic()))

    def stop(self) -> None:
        self.stopping.set()

    def _forever(self, name: str, once: Callable[[], None]) -> None:
        while not self.stopping.is_set():
            try:
                close_old_connections()
                once()
            except Exception as trouble:  # noqa: BLE001 - a loop that must not stop says so and goes on
                self._rest(name, trouble)
        connections.close_all()

    def _rest(self, name: str, trouble: Exception) -> None:
        log.error("loop_troubled", loop=name, trouble=type(trouble).__name__)
        connections.close_all()
        self.stopping.wait(BREATH)

    def _tick(self) -> None:
        began = time.monotonic()
        done = {name: count for name, count in clock.tick(timezone.now()).items() if count}
        self._beat("clock")
        if done:
            log.info("clock_ticked", **done)
        self.stopping.wait(max(0.0, BREATH - (time.monotonic() - began)))

    def _keep_ledger(self) -> None:
        self._bring_in()
        self._keeper.keep(timezone.now())
        self._beat("ledger")
        self.stopping.wait(LEDGER_STEP)

    def _bring_in(self) -> None:
        try:
            brought = beside.bring_in(now=timezone.now())
        except Exception as trouble:  # noqa: BLE001 - said, and tried again at the next turn
            log.error("spool_troubled", trouble=type(trouble).__name__)
            return
        if brought:
            log.info("brought_in_from_spool", count=brought)

    def _deliver_while_listening(self) -> None:
        with psycopg.Connection.connect(listening_address(), autocommit=True) as listener:
            listener.execute("LISTEN owed")
            while not self.stopping.is_set():
                deliver_due(timezone.now())
                self._beat("deliveries")
                for _notice in listener.notifies(timeout=BREATH, stop_after=1):
                    continue

    def _beat(self, loop: str) -> None:
        if time.monotonic() - self._beaten.get(loop, -HEARTBEAT) >= HEARTBEAT:
            self._beaten[loop] = time.monotonic()
            Heartbeat.objects.update_or_create(loop=loop, defaults={"at": timezone.now()})
