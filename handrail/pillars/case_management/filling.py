"""Many services into the directory at once: copied beside it, then put in place in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from handrail.pillars.case_management.models import Service
from handrail.pillars.case_management.offer import COLUMNS, Offer

KEY = ("provider_id", "external_id", "place_id")
FILLED = (*KEY, *COLUMNS, "digest", "changed_at", "gone_at")
OURS = {"room": Service.Room.UNKNOWN.value}
#: From so many rows on the database counts its rows anew: it searches by what it believes of them.
MANY = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What a file offers, of which provider here, under the digest of its content."""

    provider: int
    offer: Offer
    digest: str


def put_in_place(rows: Sequence[Row], at: datetime) -> None:
    """Write each row under its key, new or not. What providers said of a service stays as it is."""
    if not rows:
        return
    table = sql.Identifier(Service._meta.db_table)
    names = [*FILLED, *OURS]
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    key = sql.SQL(", ").join(map(sql.Identifier, KEY))
    new = sql.SQL(", ").join(
        sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in FILLED if name not in KEY
    )
    empty = {field.name: field.get_default() for field in Service._meta.local_fields if field.name in COLUMNS}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE offered ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0").format(
                columns, table
            )
        )
        with cursor.copy(sql.SQL("COPY offered ({}) FROM STDIN").format(columns)) as copy:
            for row in rows:
                copy.write_row(_plain(row, empty, at))
        cursor.execute(sql.SQL(
            "INSERT INTO {} ({columns}) SELECT {columns} FROM offered ON CONFLICT ({}) DO UPDATE SET {}"
        ).format(table, key, new, columns=columns))  # fmt: skip
        cursor.execute("DROP TABLE offered")
        if len(rows) >= MANY:
            cursor.execute(sql.SQL("ANALYZE {}").format(table))


def _plain(row: Row, empty: dict[str, Any], at: datetime) -> list[Any]:
    """In the order of FILLED and OURS. A model for each row would cost as much again as reading it."""
    offer = row.offer
    values = {**empty, **offer.values}
    values["hours"] = Jsonb(values["hours"])
    columns = (values[name] for name in COLUMNS)
    return [row.provider, offer.external_id, offer.place_id, *columns, row.digest, at, None, *OURS.values()]
