"""`handrail push make-key`: the key that signs notes to browsers (RFC 8292)."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from handrail.foundation.messaging.senders.sealed_push import CURVE


def make_key() -> tuple[int, str]:
    """(exit code, what was done). A key that is there is left: every browser that let notes in knows it."""
    made = ec.generate_private_key(CURVE).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.PUSH_KEY.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(settings.PUSH_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return 0, f"There is a key at {settings.PUSH_KEY} already; it was left as it is."
    with os.fdopen(file, "wb") as opened:
        opened.write(made)
    return 0, (
        f"Made {settings.PUSH_KEY}. People can let notes come to their browser now, under *Notes to my phone*. Take the "
        "file away, and nothing goes to a browser any more."
    )
