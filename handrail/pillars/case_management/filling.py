"""Many services into the directory at once: copied beside it, then put in place in one statement."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from psycopg import sql
from psycopg.types.json import Jsonb

from handrail.pillars.case_management.models import Service
from handrail.pillars.case_management.offer import COLUMNS

KEY = ("provider_id", "external_id", "place_id")
FILLED = (*KEY, *COLUMNS, "digest", "changed_at", "gone_at")
OURS = {"room": Service.Room.UNKNOWN.value}
#: From so many rows on the database counts its rows anew: it searches by what it believes of them.
MANY = 1000


def put_in_place(rows: Sequence[Service]) -> None:
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
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE offered ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0").format(
                columns, table
            )
        )
        with cursor.copy(sql.SQL("COPY offered ({}) FROM STDIN").format(columns)) as copy:
            for row in rows:
                copy.write_row([*(_plain(row, name) for name in FILLED), *OURS.values()])
        cursor.execute(sql.SQL(
            "INSERT INTO {} ({columns}) SELECT {columns} FROM offered ON CONFLICT ({}) DO UPDATE SET {}"
        ).format(table, key, new, columns=columns))  # fmt: skip
        cursor.execute("DROP TABLE offered")
        if len(rows) >= MANY:
            cursor.execute(sql.SQL("ANALYZE {}").format(table))


def _plain(row: Service, name: str) -> object:
    value = getattr(row, name)
    return Jsonb(value) if name == "hours" else value
