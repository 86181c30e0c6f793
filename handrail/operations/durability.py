"""The settings of PostgreSQL without which a committed change could be lost."""

from __future__ import annotations

from psycopg import Connection

# `local` and the remote ones all wait for this machine's disk; `off` answers before it.
REQUIRED = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
    "data_checksums": {"on"},
}


def settings(connection: Connection) -> dict[str, str]:
    """The value of each required setting, as the server says it stands now."""
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(REQUIRED)])
    return dict(rows.fetchall())


def unsafe(found: dict[str, str]) -> list[str]:
    """Each setting that could lose a committed change, as `name=value`; empty when all is well."""
    return [f"{name}={found.get(name)}" for name, good in REQUIRED.items() if found.get(name) not in good]
