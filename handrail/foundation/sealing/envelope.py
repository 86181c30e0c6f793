"""A sealed value: AES-256-GCM, bound to the table, column and row it stands in.

Layout: version (1 byte), name of the key (4), nonce (12), then ciphertext with its tag of 16 bytes. The standard is
NIST SP 800-38D: a nonce is random and 96 bits wide, so one key is good for 2**32 values (section 8.3).
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from handrail.foundation.sealing.key_ring import Ring

VERSION = 1
NAME_AT, NONCE_AT, TEXT_AT = 1, 5, 17


class SealBroken(Exception):
    """A sealed value does not open: it was changed, stands in another row, or its key is not the one it was."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column. With the key of a row it says where a value belongs."""

    table: str
    column: str

    def bound_to(self, row: object) -> bytes:
        """What the cipher ties a value to: as bytes, with no two places alike."""
        return f"{self.table}\x00{self.column}\x00{row}".encode()

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


def seal(text: str, place: Place, row: object, ring: Ring) -> bytes:
    """Seal with the ring's newest key. Raises ValueError for text that no page could show (NUL, lone surrogate)."""
    if "\x00" in text:
        raise ValueError("Text cannot hold NUL (0x00) characters.")
    nonce, key = os.urandom(TEXT_AT - NONCE_AT), ring.newest
    closed = key.cipher.encrypt(nonce, text.encode(), place.bound_to(row))
    return bytes([VERSION]) + key.name + nonce + closed


def unseal(sealed: bytes, place: Place, row: object, ring: Ring) -> str:
    """The text. Raises SealBroken, which names the column and the row and nothing that stands in it."""
    key = ring.keys.get(key_name(sealed))
    if key is None or sealed[:NAME_AT] != bytes([VERSION]):
        raise SealBroken(f"{place}, row {row}: sealed with a key that is not here")
    try:
        text = key.cipher.decrypt(sealed[NONCE_AT:TEXT_AT], sealed[TEXT_AT:], place.bound_to(row))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"{place}, row {row}: not what was sealed here") from error
    return text.decode()


def key_name(sealed: bytes) -> bytes:
    """The name of the key that sealed it."""
    return sealed[NAME_AT:NONCE_AT]
