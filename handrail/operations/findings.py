"""What `handrail doctor` looks at: each check says what it found and, when that is bad, what to do."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from handrail.foundation.ledger.room import room_at
from handrail.operations import durability

OLDEST_PYTHON = (3, 11)
OLDEST_POSTGRES = 15
STUCK_AFTER_SECONDS = 60
CLOCKS_APART_AT_MOST = 2.0
OVERDUE = """
    SELECT count(*), min(due_at) FROM ledger_delivery
    WHERE done_at IS NULL AND due_at < now() - %s * interval '1 second'
"""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's table; `do` is empty when `well`."""

    name: str
    well: bool
    says: str
    do: str = ""


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= OLDEST_PYTHON, version, "Install Python 3.11 or later.")


def room(data: Path) -> Finding:
    """Less than 80 percent of the volume is used where the data lies, and 1 GiB is free."""
    found = room_at(data)
    says = f"{found.percent} percent used, {found.free / 1024**3:.1f} GiB free at {data}"
    do = "Make room before it is full: then nothing new can be kept. docs/recipes/run-it.md, 'A disk that fills up'."
    return Finding("Disk", found.enough, says, do)


def version(connection: psycopg.Connection) -> Finding:
    number = connection.info.server_version // 10000
    do = "Move the data to PostgreSQL 15 or later: docs/recipes/run-it.md."
    return Finding("PostgreSQL", number >= OLDEST_POSTGRES, f"version {number}", do)


def durable(connection: psycopg.Connection) -> Finding:
    found = durability.settings(connection)
    wrong = durability.unsafe(found)
    says = ", ".join(wrong) or ", ".join(f"{name}={found[name]}" for name in durability.REQUIRED)
    do = "Switch them on and restart PostgreSQL: a power cut could lose what people told you."
    return Finding("Durability", not wrong, says, do)


def pending_restart(connection: psycopg.Connection) -> Finding:
    rows = connection.execute("SELECT name FROM pg_settings WHERE pending_restart ORDER BY name").fetchall()
    names = ", ".join(row[0] for row in rows)
    return Finding(
        "Pending restart", not rows, names or "none", "Stop with `handrail stop`, then start again."
    )


def clocks(connection: psycopg.Connection) -> Finding:
    """The database's clock and this machine's, at most 2 s apart."""
    row = connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
    apart = abs(time.time() - row[0]) if row else float("inf")
    do = "Set both clocks by NTP: due times are counted on them."
    return Finding("Clocks", apart <= CLOCKS_APART_AT_MOST, f"{apart:.2f} s apart", do)


def migrations(connection: psycopg.Connection) -> Finding:
    from handrail.operations.health import migrations_of_this_code

    rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    ours = migrations_of_this_code()
    says = f"{len(ours & set(rows))} of {len(ours)} applied"
    return Finding("Migrations", ours <= set(rows), says, "Run `handrail migrate`.")


def deliveries(connection: psycopg.Connection) -> Finding:
    """What follows from what people did must happen within a minute."""
    row = connection.execute(OVERDUE, [STUCK_AFTER_SECONDS]).fetchone()
    count = row[0] if row else 0
    says = f"{count} overdue" + (f" since {row[1]:%Y-%m-%d %H:%M} UTC" if row and row[1] else "")
    do = "See that the worker runs, and its log for delivery_failed; they are tried again until done."
    return Finding("Deliveries", not count, says, do)


def worker(connection: psycopg.Connection) -> Finding:
    ages = (
        "SELECT loop, extract(epoch FROM clock_timestamp() - at)::float8 FROM ledger_heartbeat ORDER BY loop"
    )
    rows = connection.execute(ages).fetchall()
    says = ", ".join(f"{loop} {age:.0f} s ago" for loop, age in rows) or "never heard"
    well = bool(rows) and all(age <= STUCK_AFTER_SECONDS / 2 for _, age in rows)
    return Finding("Worker", well, says, "Start it with `handrail up`.")


def static_files(root: Path) -> Finding:
    there = (root / "staticfiles.json").exists()
    return Finding("Static files", there, str(root) if there else "not collected", "Run `handrail migrate`.")
