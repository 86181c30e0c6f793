"""The database's address for a connection of one's own: listening must not take one from the pool."""

from __future__ import annotations

from django.db import connection
from psycopg.conninfo import make_conninfo

from handrail.foundation.ledger.waiting import VANISHED


def listening_address() -> str:
    """A libpq connection string of the default database."""
    settings = connection.settings_dict
    parts = {"dbname": settings["NAME"], "user": settings["USER"], "password": settings["PASSWORD"],
             "host": settings["HOST"], "port": settings["PORT"]}  # fmt: skip
    transport = {
        key: value for key, value in settings["OPTIONS"].items() if key.startswith("ssl") or key in VANISHED
    }
    return make_conninfo(**{key: value for key, value in parts.items() if value}, **transport)
