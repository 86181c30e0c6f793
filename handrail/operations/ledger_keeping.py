"""Checkpoints of the ledger every five minutes and its verification every hour, kept by the worker."""

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
VERIFY_EVERY = timedelta(hours=1)
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
    signer = key()
    report, remembered = checkpoints.examine(listening_address(), folder(), signer.public_key(), whole=whole)
    checkpoints.write_report(folder(), signer, report, whole=whole)
    return report, remembered


def note_restored(to: datetime) -> int:
    """After a restore: what the ledger held past `to` is gone by decision, and a signed line says so.

    Call it once the restored database runs, before `verify`; without it the verifier reports a cut end.
    """
    with psycopg.connect(listening_address(), autocommit=True) as connection:
        points = checkpoints.points_now(connection)
    return checkpoints.write(folder(), key(), "restored", points, to=to.isoformat())


class Keeper:
    """Knows when the next checkpoint and the next verification are due."""

    def __init__(self) -> None:
        self._checkpoint_at: datetime | None = None
        self._verify_at: datetime | None = None
        self._whole_at: datetime | None = None

    def keep(self, now: datetime) -> None:
        """Do what is due. Raises what went wrong, and is then due again."""
        if self._verify_at is None:
            self._look_back(now)
        if self._checkpoint_at is None or now >= self._checkpoint_at:
            checkpoint()
            self._checkpoint_at = now + CHECKPOINT_EVERY
        if self._verify_at is not None and now >= self._verify_at:
            self._verify(now)

    def _look_back(self, now: datetime) -> None:
        found = checkpoints.read(folder(), key().public_key())
        last, whole = found.verified, found.verified_whole
        self._verify_at = checkpoints.written_at(last) + VERIFY_EVERY if last else now
        self._whole_at = checkpoints.written_at(whole) + VERIFY_WHOLE_EVERY if whole else now

    def _verify(self, now: datetime) -> None:
        whole = self._whole_at is None or now >= self._whole_at
        report, _ = verify(whole=whole)
        self._verify_at = now + VERIFY_EVERY
        self._whole_at = now + VERIFY_WHOLE_EVERY if whole else self._whole_at
        if not report.well:
            log.error("ledger_not_as_written", count=len(report.flaws))
