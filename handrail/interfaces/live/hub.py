"""One LISTEN connection a process, told on to every open stream."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog

from handrail.foundation.ledger.address import listening_address

log = structlog.get_logger("live")

#: How long to wait before connecting again.
AGAIN = 1.0


class Changes:
    """The topics one stream has not heard yet."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str] = asyncio.Queue(maxsize=256)

    def put(self, topic: str) -> None:
        # A full queue means that the page will fetch anyway.
        if not self._queue.full():
            self._queue.put_nowait(topic)

    async def next(self, patience: float, gone: asyncio.Task[None]) -> str | None:
        """The next topic, or None after `patience` seconds or when the page has gone."""
        waiting = asyncio.ensure_future(self._queue.get())
        done, _ = await asyncio.wait({waiting, gone}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if waiting in done:
            return waiting.result()
        waiting.cancel()
        return None


class Hub:
    """Starts listening with the first stream and never needs to stop."""

    def __init__(self) -> None:
        self.streams: set[Changes] = set()
        self.stopping = False
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def listening(self) -> Iterator[Changes]:
        """The changes from now until the block ends."""
        changes = Changes()
        self.streams.add(changes)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._listen())
        try:
            yield changes
        finally:
            self.streams.discard(changes)

    async def _listen(self) -> None:
        while not self.stopping:
            try:
                await self._hear()
            except psycopg.OperationalError as lost:
                log.warning("listen_lost", trouble=type(lost).__name__)
                await asyncio.sleep(AGAIN)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(listening_address(), autocommit=True) as listener:
            await listener.execute("LISTEN live")
            # What changed while nobody listened is unknown: every page looks once.
            self._tell("all")
            async for notice in listener.notifies():
                self._tell(notice.payload)

    def close(self) -> None:
        """The server stops: every stream ends now, so that stopping takes no longer than a breath."""
        self.stopping = True
        if self._task is not None:
            self._task.cancel()
        self._tell("stop")

    def _tell(self, topic: str) -> None:
        for changes in self.streams:
            changes.put(topic)


hub = Hub()
