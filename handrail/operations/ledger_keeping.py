"""Checkpoints of the ledger every five minutes, by the worker, and its verification every hour, by the verifier."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from handrail.foundation.ledger import checkpoints
from handrail.foundation.ledger.address import listening_address
from handrail.foundation.ledger.checkpoints import Remembered
from handrail.foundation.ledger.signing import key_in
from handrail.foundation.ledger.verifying import Report

log = structlog.get_logger("ledger")

CHECKPOINT_EVERY = timedelta(minutes=5)
#: How often everything is recomputed, and not only what came since.
VERIFY_WHOLE_EVERY = timedelta(days=1)


def folder() -> Path:
    """Where checkpoints are kept."""
    return Path(settings.CHECKPOINTS)


def key() -> Ed25519PrivateKey:
    """The key that signs them. Raises KeyNotKept."""
    return key_in(Path(settings.CHECKPOINT_KEY))


def checkpoint() -> tuple[int, int]:
    """Write down where the lanes stand; returns the line's number and how many links there are."""
    with psycopg.connect(listening_address(), autocommit=True) as connection:
        points = checkpoints.points_now(connection)
        number = checkpoints.write(folder(), key(), "checkpoint", points)
        # What a commit has done with is of no further use to anybody.
        connection.execute("DELETE FROM ledger_turn")
    return number, sum(point.count for point in points.values())


def verify(*, whole: bool) -> tuple[Report, Remembered]:
    """Recompute and compare, and keep what was found beside the checkpoints."""
    remembered = checkpoints.read(folder(), key().public_key())
    return _verify(remembered, whole=whole), remembered


def verify_in_turn(now: datetime) -> Report:
    """What came since everything was well, and once a day everything. What is found is kept, and said in the log."""
    remembered = checkpoints.read(folder(), key().public_key())
    last = remembered.verified_whole
    whole = last is None or now >= checkpoints.written_at(last) + VERIFY_WHOLE_EVERY
    report = _verify(remembered, whole=whole)
    if not report.well:
        log.error("ledger_not_as_written", count=len(report.flaws))
    return report


def _verify(remembered: Remembered, *, whole: bool) -> Report:
    report = checkpoints.examine(listening_address(), remembered, whole=whole)
    checkpoints.write_report(folder(), key(), report, whole=whole)
    return report


def note_restored(to: datetime) -> int:
    """After a restore: what the ledger held past `to` is gone by decision, and a signed line says so.

    Call it once the restored database runs, before `verify`; without it the verifier reports a cut end.
    """
    with psycopg.connect(listening_address(), autocommit=True) as connection:
        points = checkpoints.points_now(connection)
    return checkpoints.write(folder(), key(), "restored", points, to=to.isoformat())


class Keeper:
    """Knows when the next checkpoint is due."""

    def __init__(self) -> None:
        self._due_at: datetime | None = None

    def keep(self, now: datetime) -> None:
        """Write a checkpoint when one is due. Raises what went wrong, and is then due again."""
        if self._due_at is None or now >= self._due_at:
            checkpoint()
            self._due_at = now + CHECKPOINT_EVERY
