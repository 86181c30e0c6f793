"""What a browser put aside is sealed with that browser's own key: the database alone cannot read it."""

from __future__ import annotations

import json
from base64 import b85decode, b85encode
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def seal(held: dict[str, Any], key: str, place: str) -> str:
    """JSON, AES-256-GCM, base 85. `place` names the column, so that nothing can be moved to another. {} is ""."""
    if not held:
        return ""
    nonce = token_bytes(NONCE)
    return b85encode(nonce + _lock(key).encrypt(nonce, json.dumps(held).encode(), place.encode())).decode()


def unseal(sealed: str, key: str, place: str) -> dict[str, Any]:
    """What `seal` was given; {} for what was not sealed with this key at this place."""
    if not sealed:
        return {}
    try:
        raw = b85decode(sealed)
        return dict(json.loads(_lock(key).decrypt(raw[:NONCE], raw[NONCE:], place.encode())))
    except (ValueError, InvalidTag):
        return {}


def _lock(key: str) -> AESGCM:
    return AESGCM(sha256(b"handrail session " + key.encode()).digest())
