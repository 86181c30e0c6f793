"""Every table empty again, while other processes go on working with the same database."""

from __future__ import annotations

import time

from django.db import OperationalError, connection, transaction

#: What Django itself keeps; so stay the tables without a model, such as `ledger_form`, which migrations fill.
KEPT = {"django_content_type", "auth_permission"}
#: Shorter than the second after which PostgreSQL looks for deadlocks: the others never lose one to us.
GIVES_WAY = "500ms"
PATIENCE = 30


def empty_all_tables() -> None:
    """Wait until nobody writes, and take every row out in one piece: no half-told story is left for the next test.

    Cheaper than TRUNCATE, which makes every table and index anew, the many empty ones too.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _empty()
        except OperationalError:
            # Somebody was in the midst of writing.
            if time.monotonic() > until:
                raise
        else:
            return


@transaction.atomic
def _empty() -> None:
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
        cursor.execute(f"SET LOCAL lock_timeout = '{GIVES_WAY}'")
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
        )
        filled = [name for (name,) in cursor.fetchall()]
        # No rule of the tables holds now, of which many say that nothing is ever deleted.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in filled:
            cursor.execute(f"DELETE FROM {name}")
