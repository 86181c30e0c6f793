"""What only the database can say or hold: its clock, which counts for everybody; one at a time; and not for ever."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
LIMITS = "SELECT set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)"


def database_clock() -> datetime:
    """Now. No host's own clock decides when somebody is called."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def one_at_a_time(what: str) -> None:
    """Wait until no other transaction is at the same; ours is until it ends."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [what])


def within(milliseconds: int) -> None:
    """No statement of this transaction, and no lock, takes longer. Past it: OperationalError."""
    with connection.cursor() as cursor:
        cursor.execute(LIMITS, [str(milliseconds), str(milliseconds)])
