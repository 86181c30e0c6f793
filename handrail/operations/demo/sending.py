"""A thread that copies rows over the one connection of the transaction while the simulator goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Any

from django.db import connection
from psycopg import Connection, sql

from handrail.foundation.sealing.fields import SealedText


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for one COPY command, each with its key first; `tail` ends each of them, and what stands at the places
    of `sealed` goes sealed. Constraints are checked at its end.
    """

    command: sql.Composed
    rows: Sequence[tuple[Any, ...]]
    tail: tuple[Any, ...]
    sealed: Sequence[tuple[int, SealedText]] = ()

    def copy(self, to: Connection[Any]) -> None:
        with to.cursor() as cursor, cursor.copy(self.command) as copy:
            for row in self.rows:
                copy.write_row((*self._closed(row), *self.tail))

    def _closed(self, row: tuple[Any, ...]) -> Sequence[Any]:
        closed = list(row)
        for place, field in self.sealed:
            closed[place] = field.closed(row[0], row[place])
        return closed


class Sender:
    """One lot at a time: whoever is faster waits for the other."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._trouble: BaseException | None = None

    def send(self, batches: Sequence[Batch]) -> None:
        """Begin to send, once the lot before has arrived. Raises what went wrong with that one."""
        self.wait()
        connection.ensure_connection()
        self._thread = Thread(target=self._copy, args=(batches, connection.connection), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until everything has arrived. Raises what went wrong on the way."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            raise trouble

    def _copy(self, batches: Sequence[Batch], to: Connection[Any]) -> None:
        try:
            for batch in batches:
                batch.copy(to)
        except BaseException as trouble:  # noqa: BLE001 - raised again where somebody waits for it
            self._trouble = trouble
