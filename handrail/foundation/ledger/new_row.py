"""A new row on its way into the database: the statement is put together once for a table, not for each row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models


@dataclass(frozen=True, slots=True)
class NewRow:
    """`insert` gives the key back as `key`; `values` are what it asks for, by name."""

    insert: str
    values: dict[str, Any]


def new_row(row: models.Model) -> NewRow:
    """The statement and values that `row.save(force_insert=True)` would send; a key that must be known is drawn."""
    key = row._meta.pk
    if row.pk is None:
        row.pk = key.get_pk_value_on_save(row)
    keyed = row.pk is not None
    values = {
        f"new.{field.column}": field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in _fields(type(row), keyed)
    }
    return NewRow(_insert(type(row), keyed), values)


@cache
def _fields(model: type[models.Model], keyed: bool) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if keyed or not field.primary_key]


@cache
def _insert(model: type[models.Model], keyed: bool) -> str:
    columns = [field.column for field in _fields(model, keyed)]
    named, asked = (", ".join(f'"{one}"' for one in columns), ", ".join(f"%(new.{one})s" for one in columns))
    table, key = model._meta.db_table, model._meta.pk.column
    # Our own tables and columns; what comes from outside goes beside it.
    return f'INSERT INTO "{table}" ({named}) VALUES ({asked}) RETURNING "{key}" AS key'  # noqa: S608
