"""Codes of authenticator apps: RFC 6238, six digits, a new one each half minute. Pure: the time comes in."""

from __future__ import annotations

from base64 import b32decode, b32encode
from datetime import datetime
from hmac import compare_digest
from secrets import token_bytes

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD, DIGITS = 30, 6
#: Steps before and after in which a code still holds, for clocks that go wrong (RFC 6238, 5.2).
TOLERANCE = 1


def new_secret() -> str:
    """160 bits (RFC 4226, 4: what SHA-1 takes) in base 32, as apps take it."""
    return b32encode(token_bytes(20)).decode()


def code_at(secret: str, at: datetime) -> str:
    """The code an app shows at that moment."""
    return _code(secret, _step(at))


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is, None when it is none of those near `at`."""
    typed = "".join(code.split()).encode()
    for step in range(_step(at) - TOLERANCE, _step(at) + TOLERANCE + 1):
        if compare_digest(_code(secret, step).encode(), typed):
            return step
    return None


def _code(secret: str, step: int) -> str:
    # SHA-1 is what every app speaks; as a keyed hash it still holds (RFC 6238, 1.2).
    return TOTP(b32decode(secret), DIGITS, SHA1(), PERIOD).generate(step * PERIOD).decode()  # noqa: S303


def _step(at: datetime) -> int:
    return int(at.timestamp()) // PERIOD
