"""A row's key, known before the row is written: what is sealed is bound to it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection, models

if TYPE_CHECKING:
    _BigAutoField = models.BigAutoField[int, int]
else:
    _BigAutoField = models.BigAutoField

DRAW = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


class RowKey(_BigAutoField):
    """Counts like BigAutoField, from the same sequence, but is drawn before the row is written and not after."""

    def get_internal_type(self) -> str:
        return "BigAutoField"

    def get_pk_value_on_save(self, instance: models.Model) -> int:
        return self.draw(1)[0]

    def draw(self, count: int) -> list[int]:
        """`count` keys that no other row has or gets."""
        with connection.cursor() as cursor:
            cursor.execute(DRAW, [connection.ops.quote_name(self.model._meta.db_table), self.column, count])
            return [row[0] for row in cursor.fetchall()]


def give_keys(rows: Iterable[models.Model]) -> None:
    """Give each row that has none its key, with one question for each table: for many at once."""
    keyless = [row for row in rows if row.pk is None]
    for _model, some in groupby(keyless, type):
        group = list(some)
        key = group[0]._meta.pk
        assert isinstance(key, RowKey)
        for row, drawn in zip(group, key.draw(len(group)), strict=True):
            row.pk = drawn
