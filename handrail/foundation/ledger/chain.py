"""What a row hashes to, and how one hash follows another: said a second time, beside what the database does.

It knows nothing of Django or SQL, so that a verifier does not ask the database to vouch for itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

LANES = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class RawJson(str):
    """JSON as PostgreSQL writes it, to be hashed as it stands."""


def beginning(lane: int) -> bytes:
    """The hash before the first link of a lane."""
    return hashlib.sha256(f"handrail ledger lane {lane}".encode()).digest()


def digest(table: str, values: Sequence[Any]) -> bytes:
    """SHA-256 of a row: the JSON array of the table's name and the values of its covered columns."""
    body = ", ".join([_text(table), *map(_written, values)])
    return hashlib.sha256(f"[{body}]".encode()).digest()


def following(before: bytes, of_row: bytes) -> bytes:
    """The hash of the link that comes after `before`, for a row with the digest `of_row`."""
    return hashlib.sha256(before + of_row).digest()


def _written(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, RawJson):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MICROSECOND)
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return _text(_word(value))


def _word(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
