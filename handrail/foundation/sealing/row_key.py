"""A row's key, known before the row is written: what is sealed is bound to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection, models

if TYPE_CHECKING:
    _BigAutoField = models.BigAutoField[int, int]
else:
    _BigAutoField = models.BigAutoField

DRAW = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


class RowKey(_BigAutoField):
    """Counts like BigAutoField, from the same sequence, but is drawn before a row with sealed text is written."""

    def get_internal_type(self) -> str:
        return "BigAutoField"

    def get_pk_value_on_save(self, instance: models.Model) -> int | None:
        """A row without a word to seal takes its key from the database as usual: one question less."""
        return self.draw(1)[0] if self.is_needed_for(instance) else None

    def is_needed_for(self, instance: models.Model) -> bool:
        """Whether something in it will be sealed."""
        return any(instance.__dict__.get(name) for name in self._sealed)

    @cached_property
    def _sealed(self) -> list[str]:
        fields = self.model._meta.local_concrete_fields
        return [field.attname for field in fields if getattr(field, "is_sealed", False)]

    def draw(self, count: int) -> list[int]:
        """`count` keys that no other row has or gets."""
        with connection.cursor() as cursor:
            cursor.execute(DRAW, [connection.ops.quote_name(self.model._meta.db_table), self.column, count])
            return [row[0] for row in cursor.fetchall()]


def give_keys(rows: Iterable[models.Model]) -> None:
    """Give each row that needs one its key, with one question for each table: for many at once."""
    for _model, some in groupby((row for row in rows if row.pk is None), type):
        all_rows = list(some)
        key = all_rows[0]._meta.pk
        assert isinstance(key, RowKey)
        group = [row for row in all_rows if key.is_needed_for(row)]
        if not group:
            continue
        for row, drawn in zip(group, key.draw(len(group)), strict=True):
            row.pk = drawn
