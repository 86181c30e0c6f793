"""Whether this installation lives, and whether it is ready to serve people."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache

import psycopg
from django.db.migrations.loader import MigrationLoader

from handrail import __version__
from handrail.foundation.ledger.address import listening_address
from handrail.foundation.sealing import key_ring, proving

DATABASE_ANSWERS_WITHIN = 1.0
HEARTBEAT_YOUNGER_THAN = 30.0
WELL = "ok"
NEEDED_KEYS = "SELECT name, proof FROM sealing_knownkey WHERE retired_at IS NULL"

#: A part of readiness: given a connection, `ok` or a few words on what is wrong.
Part = Callable[[psycopg.AsyncConnection], Awaitable[str]]


def alive() -> dict[str, str]:
    """This process answers; says nothing of what it needs."""
    return {"status": WELL, "version": __version__}


def ready() -> tuple[bool, dict[str, str]]:
    """Whether people can be served, and each part's state: `ok`, or a few words on what is wrong.

    Uses a connection of its own, so that it can answer when all pooled ones are in use. Waits 1 s at most.
    """
    try:
        parts = asyncio.run(_parts())
    except (psycopg.Error, TimeoutError):
        parts = {"database": "does not answer"}
    return set(parts.values()) == {WELL}, parts


async def _parts() -> dict[str, str]:
    async with asyncio.timeout(DATABASE_ANSWERS_WITHIN):
        address = listening_address()
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            found = {"database": WELL}
            for name, part in PARTS.items():
                found[name] = await part(connection)
            return found


async def migrations(connection: psycopg.AsyncConnection) -> str:
    """Whether each migration of this code has run."""
    rows = await (await connection.execute("SELECT app, name FROM django_migrations")).fetchall()
    missing = len(migrations_of_this_code() - set(rows))
    return WELL if not missing else f"{missing} to run"


async def worker(connection: psycopg.AsyncConnection) -> str:
    """Whether each loop of the worker went round less than 30 seconds ago."""
    ages = "SELECT loop, extract(epoch FROM clock_timestamp() - at)::float8 FROM ledger_heartbeat"
    rows = await (await connection.execute(ages)).fetchall()
    late = [f"{loop} last heard {age:.0f} s ago" for loop, age in rows if age > HEARTBEAT_YOUNGER_THAN]
    return (", ".join(late) or WELL) if rows else "never heard"


async def keys(connection: psycopg.AsyncConnection) -> str:
    """Whether what people wrote can be read."""
    proofs = await (await connection.execute(NEEDED_KEYS)).fetchall()
    try:
        return (
            WELL
            if not proving.unproved(proofs, key_ring.ring())
            else "others than this database was sealed with"
        )
    except key_ring.KeysMissing:
        return "missing"


PARTS: dict[str, Part] = {"migrations": migrations, "worker": worker, "keys": keys}


@cache
def migrations_of_this_code() -> frozenset[tuple[str, str]]:
    """App and name of every migration on disk."""
    return frozenset(MigrationLoader(None).disk_migrations)
