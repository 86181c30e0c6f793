"""What `handrail doctor` says of the ledger: how old the last checkpoint is, and what the last verification found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from django.conf import settings

from handrail.foundation.ledger import checkpoints
from handrail.foundation.ledger.checkpoints import Remembered
from handrail.foundation.ledger.signing import KeyNotKept
from handrail.operations import ledger_keeping as keeping
from handrail.operations.findings import Finding
from handrail.operations.turns import VERIFIER

CHECKPOINT_AGE_AT_MOST = 2 * keeping.CHECKPOINT_EVERY
VERIFIED_AGE_AT_MOST = timedelta(seconds=2 * VERIFIER.every)


def checkpoint(connection: psycopg.Connection) -> Finding:
    """Well when the last one is young, or when nothing happened since."""
    last = _remembered().last if _has_key() else None
    if last is None:
        return Finding(
            "Checkpoints", False, "none yet", "Start the worker, or run `handrail ledger checkpoint`."
        )
    age = _age(last["at"])
    same = checkpoints.points_of(last) == checkpoints.points_now(connection)
    says = f"last {_words(age)} ago" + (", nothing since" if same else "")
    do = "See that the worker runs, that the folder can be written to, and its log for loop=ledger."
    return Finding("Checkpoints", same or age <= CHECKPOINT_AGE_AT_MOST, says, do)


def verification() -> Finding:
    """Well when the last one found nothing and is young."""
    try:
        last = _remembered().verified if _has_key() else None
    except (KeyNotKept, OSError) as trouble:
        return Finding("Ledger", False, type(trouble).__name__, str(trouble))
    if last is None:
        return Finding(
            "Ledger", False, "never verified", "Start it with `handrail up`, or run `handrail ledger verify`."
        )
    age, found = _age(last["at"]), last["found"]
    says = f"{'as written' if last['well'] else f'{found} flaws'}, verified {_words(age)} ago"
    do = (
        "Run `handrail ledger verify`, and look in the log for ledger_not_verified and ledger_not_as_written."
    )
    return Finding("Ledger", last["well"] and age <= VERIFIED_AGE_AT_MOST, says, do)


def _has_key() -> bool:
    # The doctor changes nothing: whoever signs first makes the key.
    return Path(settings.CHECKPOINT_KEY).exists()


def _remembered() -> Remembered:
    return checkpoints.read(keeping.folder(), keeping.key().public_key())


def _age(at: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(at)


def _words(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
