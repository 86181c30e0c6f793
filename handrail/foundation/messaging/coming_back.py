"""Reading what came back out of a Maildir: what is ours and understood is taken and goes, the rest is left to a human.

Nothing here ever answers a mail, so nothing can go round in circles.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import structlog

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.actions.returning import take_back
from handrail.foundation.messaging.returned import MOST_BYTES, Returned, read

log = structlog.get_logger("sender")

#: Mails in one turn: a flood of them stands before no reminder for long.
AT_ONCE = 50
SEEN = ":2,S"


class Taker(Protocol):
    """Writes down that a mail came back; False when that says nothing new."""

    def __call__(self, came: Returned, *, act: Act) -> bool: ...


NONE: Mapping[str, Taker] = MappingProxyType({})


def take_returned(box: Path, *, act: Act, takers: Mapping[str, Taker] = NONE) -> Counter[str]:
    """Read what is new in this Maildir. How many mails: `gone` and `refused` were taken, `known` said nothing new,
    `other` are left in it, marked as seen. Raises OSError when the folder cannot be read.

    `takers`: who takes back mail that is no note to a person, by the first word of its key.
    """
    told: Counter[str] = Counter()
    for path in sorted(islice((box / "new").iterdir(), AT_ONCE)):
        came = _read(path)
        told[_take(came, act, takers)] += 1
        if came is None:
            # Somebody may have written it: it is not ours to take away.
            path.rename(box / "cur" / f"{path.name.partition(':')[0]}{SEEN}")
        else:
            # It holds an address; what it said is written down.
            path.unlink()
    return told


def _take(came: Returned | None, act: Act, takers: Mapping[str, Taker]) -> str:
    if came is None:
        return "other"
    taker = takers.get(came.key.partition("-")[0], take_back)
    if not taker(came, act=act):
        return "known"
    return "gone" if came.gone else "refused"


def _read(path: Path) -> Returned | None:
    try:
        # A link would lead to something that is no mail.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        return read(content)
    except Exception as trouble:  # noqa: BLE001 - said; a mail made to break its reader stops no other
        log.warning("mail_not_read", trouble=type(trouble).__name__)
        return None
