"""Rows go to PostgreSQL by COPY, some thousands at a time, while the next ones are thought up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql

from handrail.foundation.sealing.fields import SealedText
from handrail.operations.demo.sending import Batch, Sender

#: How many keys are drawn from a sequence, and rows kept before they are sent.
KEYS_AT_ONCE = 500
ROWS_AT_ONCE = 4_000


class Sheet:
    """The rows of one model on their way: `fields` in the order they are given, the rest take their defaults."""

    def __init__(self, model: type[Model], fields: Sequence[str]) -> None:
        known: dict[str, Field[Any, Any]] = {f.attname: f for f in model._meta.concrete_fields}
        rest = [name for name in known if name not in fields]
        names = [sql.Identifier(known[name].column) for name in (*fields, *rest)]
        self.table = model._meta.db_table
        self.sealed = [
            (place, f) for place, name in enumerate(fields) if isinstance(f := known[name], SealedText)
        ]
        self.tail = tuple(_default(known[name]) for name in rest)
        self.command = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.table), sql.SQL(", ").join(names)
        )
        self.rows: list[tuple[Any, ...]] = []
        self.counted: Iterator[int] | None = None
        self._drawn: Iterator[int] = iter(())

    def key(self) -> int:
        """The next key: counted while nobody else writes, else drawn from the table's sequence."""
        if self.counted is not None:
            return next(self.counted)
        for key in self._drawn:
            return key
        self._drawn = iter(self._draw())
        return next(self._drawn)

    def _draw(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [self.table, KEYS_AT_ONCE],
            )
            return [row[0] for row in cursor.fetchall()]

    def begin_counting(self) -> None:
        """Count keys on from the highest: the same seed gives the same keys in an empty table."""
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(self.table)))
            self.counted = count(cursor.fetchone()[0] + 1)

    def end_counting(self) -> None:
        """Let the sequence go on where counting ended."""
        if self.counted is None:
            return
        following, self.counted = next(self.counted), None
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [self.table, following]
            )

    def take(self) -> Batch:
        """The rows kept so far, to be sent."""
        rows, self.rows = self.rows, []
        return Batch(self.command, rows, self.tail, self.sealed)


def _default(field: Field[Any, Any]) -> Any:
    value = field.get_default()
    if field.default is NOT_PROVIDED and not field.null and value != "":
        raise LookupError(f"The demo does not know what to write in {field.model.__name__}.{field.attname}.")
    return json.dumps(value) if isinstance(value, dict) else value


class Book:
    """All rows of one build, sheet by sheet. Sheets are sent in the order they were opened: keys point back."""

    def __init__(self, sheets: Iterable[tuple[type[Model], Sequence[str]]]) -> None:
        self.sheets = {model: Sheet(model, fields) for model, fields in sheets}
        self.counts: dict[type[Model], int] = dict.fromkeys(self.sheets, 0)
        self._changes: list[tuple[str, Sequence[Any]]] = []
        self._sender = Sender()

    def begin_counting(self) -> None:
        """For a database that nobody else writes to."""
        for sheet in self.sheets.values():
            sheet.begin_counting()

    def end_counting(self) -> None:
        """After the last row was sent."""
        for sheet in self.sheets.values():
            sheet.end_counting()
        # The planner still takes these tables for what they were before; on that, one question can take minutes.
        filled = [connection.ops.quote_name(m._meta.db_table) for m, rows in self.counts.items() if rows]
        if filled:
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {', '.join(filled)}")

    def key(self, model: type[Model]) -> int:
        """A key for a row that is about to be added."""
        return self.sheets[model].key()

    def add(self, model: type[Model], *values: Any) -> None:
        """Keep one row, its key first. What is sealed is given as text."""
        self.sheets[model].rows.append(values)
        self.counts[model] += 1

    def sealed(self, model: type[Model], name: str, key: int, text: str) -> bytes:
        """What `change` writes for a sealed `text` in the row `key`."""
        field = model._meta.get_field(name)
        assert isinstance(field, SealedText)
        return field.closed(key, text)

    def change(self, statement: str, *values: Any) -> None:
        """Keep one change to a row that is already in the database."""
        self._changes.append((statement, values))

    @property
    def is_full(self) -> bool:
        """Whether any sheet has grown long."""
        return any(len(sheet.rows) >= ROWS_AT_ONCE for sheet in self.sheets.values())

    def send_when_full(self) -> None:
        """Send everything in the background once any sheet has grown long: memory stays bounded.

        The connection is not to be used for anything else before send().
        """
        if self.is_full:
            self._sender.send(self._take())

    def send(self) -> None:
        """Send what is left and wait for it; raises what went wrong on the way.

        Changes come first: what was open is closed before another of its kind is opened.
        """
        self._sender.wait()
        with connection.cursor() as cursor:
            for statement, values in self._changes:
                cursor.execute(statement, values)
        self._changes = []
        self._sender.send(self._take())
        self._sender.wait()

    def _take(self) -> list[Batch]:
        return [sheet.take() for sheet in self.sheets.values() if sheet.rows]
