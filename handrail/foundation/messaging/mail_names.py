"""What a mail is called, so that it is known again when it comes back: our own number of it, and proof that it is ours.

No name of anybody, no address and no word stands in it. Nobody who was not sent a mail can make up its name.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT, PROOF = "handrail.mail-names", 20
KEY = r"[a-z]+(?:-[a-z0-9]+)+"
NAME = re.compile(rf"({KEY})\.([0-9a-f]{{{PROOF}}})")
#: So much is looked through for a name.
MOST = 4000


def name_of(key: str) -> str:
    """`key` with its proof; in small letters, because mail servers change them."""
    key = key.lower()
    return f"{key}.{_proof(key)}"


def message_id(key: str) -> str:
    """For the header Message-ID, which comes back with the mail."""
    return f"<{name_of(key)}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"


def sender(key: str) -> str:
    """Where a mail comes back to: with its name in it where the address has room for one, as `back+@example.org`."""
    local, _at, domain = settings.RETURN_ADDRESS.rpartition("@")
    return f"{local}{name_of(key)}@{domain}" if local.endswith("+") else settings.RETURN_ADDRESS


def key_in(text: str) -> str | None:
    """The key of the first name of ours in `text`; None for any other text, also for one that was made up."""
    found = (one.groups() for one in NAME.finditer(text[:MOST].lower()))
    return next((key for key, proof in found if constant_time_compare(proof, _proof(key))), None)


def _proof(key: str) -> str:
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:PROOF]
