"""A name that somebody chooses in a circle: what it may be, and when two of them are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from handrail.foundation.messaging.models.circles import ALIAS

#: Beside letters, marks and digits; and so many digits at most, or it could be a number to call.
SIGNS, DIGITS = set(" -’'."), 4
#: Shorter than that, a part of a name says nothing, and a whole name stands by chance within other words.
PART, WHOLE = 2, 5


class NotAnAlias(ValueError):
    """`why` is "shape", "own_name", "moderator" or "taken"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def tidy(alias: str) -> str:
    """As it is shown: one form of each letter, one space between words. Raises NotAnAlias."""
    shown = " ".join(unicodedata.normalize("NFKC", alias).split())
    letters = sum(unicodedata.category(one).startswith("L") for one in shown)
    digits = sum(one.isdigit() for one in shown)
    known = all(unicodedata.category(one)[0] in "LMN" or one in SIGNS for one in shown)
    if not known or letters < 2 or digits > DIGITS or len(shown) > ALIAS:
        raise NotAnAlias("shape")
    return shown


def parts(name: str) -> list[str]:
    """The words of a name as they are compared: no capitals, accents or signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(" " if not one.isalnum() else one for one in apart if not unicodedata.combining(one))
    return kept.split()


def tells(alias: str, names: Iterable[str]) -> bool:
    """Whether one of these names, or a word of it, stands in the alias."""
    said = parts(alias)
    whole = "".join(said)
    for name in names:
        words = [word for word in parts(name) if len(word) >= PART]
        together = "".join(words)
        if set(words) & set(said) or (len(together) >= WHOLE and together in whole):
            return True
    return False


def alias_mark(alias: str) -> str:
    """A keyed hash; the same for two names that differ only in capitals, accents, spaces and signs."""
    return salted_hmac("handrail.messaging.alias", "".join(parts(alias)), algorithm="sha256").hexdigest()
