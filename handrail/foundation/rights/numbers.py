"""The number under which somebody without an account finds the answer: random, easy to read out, hard to guess."""

from __future__ import annotations

import re

from django.utils.crypto import get_random_string

#: No letter or digit that looks like another (Crockford, base 32): 12 of them are 60 bits.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_number() -> str:
    """`K7M2-9QXD-41TB`."""
    return _grouped(get_random_string(LENGTH, LETTERS))


def read_number(typed: str) -> str:
    """As it was given, however it was typed; "" when it cannot be one."""
    found = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(LIKE)
    return _grouped(found) if len(found) == LENGTH and set(found) <= set(LETTERS) else ""


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))
