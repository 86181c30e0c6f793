"""All sealed columns: which there are, which keys sealed them, whether each row opens, and sealing them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from handrail.foundation.sealing.envelope import SealBroken, key_name
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.key_ring import Ring

ROWS_AT_ONCE = 1_000
PAGE = "SELECT {key}, {column} FROM {table} WHERE {key} > %s AND octet_length({column}) > 0 ORDER BY {key} LIMIT %s"
#: Only where the value is still the one that was read: what somebody wrote in between stays.
SWAP = """
    UPDATE {table} SET {column} = new.value
    FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS new(key, old, value)
    WHERE {table}.{key} = new.key AND {table}.{column} = new.old
"""
BY_KEY = """
    SELECT substring({column} FROM 2 FOR 4), count(*) FROM {table}
    WHERE octet_length({column}) > 0 GROUP BY 1 ORDER BY 1
"""

Row = tuple[int, bytes]


class Column:
    """One sealed column of one table."""

    def __init__(self, field: SealedText) -> None:
        self.field, self.place = field, field.place
        self.key = field.model._meta.pk.column

    def rows(self) -> Iterator[list[Row]]:
        """Key and sealed value of every row that holds something, in batches, in the order of the keys."""
        last = 0
        while batch := self._ask(PAGE, last, ROWS_AT_ONCE):
            yield batch
            last = batch[-1][0]

    def rewrite(self, anew: Callable[[int, bytes], bytes | None]) -> Iterator[int]:
        """Write `anew(row, value)` in place of each value, None leaving it; yields how many after each batch."""
        for batch in self.rows():
            new = [(row, old, value) for row, old in batch if (value := anew(row, old)) is not None]
            if new:
                self._tell(SWAP, *map(list, zip(*new, strict=True)))
            yield len(new)

    def by_key(self) -> dict[bytes, int]:
        """How many values each key sealed."""
        return dict(self._ask(BY_KEY))

    def broken(self) -> Iterator[int]:
        """The rows that do not open. Raises KeysMissing."""
        for batch in self.rows():
            yield from (row for row, value in batch if not self._opens(row, value))

    def _opens(self, row: int, value: bytes) -> bool:
        try:
            self.field.opened(row, value)
        except SealBroken:
            return False
        return True

    def seal_anew(self, ring: Ring) -> Iterator[int]:
        """Seal with the newest key what another sealed; yields how many after each batch. A broken row stays as it is."""
        return self.rewrite(partial(self._sealed_by_newest, ring.newest.name))

    def _sealed_by_newest(self, newest: bytes, row: int, value: bytes) -> bytes | None:
        if key_name(value) == newest or not self._opens(row, value):
            return None
        return self.field.closed(row, self.field.opened(row, value))

    def _ask(self, words: str, *values: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._named(words), values)
            return list(cursor.fetchall())

    def _tell(self, words: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._named(words), values)

    def _named(self, words: str) -> sql.Composed:
        names = {"table": self.place.table, "column": self.place.column, "key": self.key}
        return sql.SQL(words).format(**{name: sql.Identifier(value) for name, value in names.items()})  # type: ignore[arg-type]


def all_columns() -> list[Column]:
    """Every sealed column of the installation, by table and column."""
    fields = [f for model in apps.get_models() for f in model._meta.local_fields if isinstance(f, SealedText)]
    return sorted((Column(field) for field in fields), key=lambda column: str(column.place))
