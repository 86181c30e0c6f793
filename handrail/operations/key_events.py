"""What the ledger says of the keys: their names, which are no secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class KeyAdded(Event):
    """From now on something here is sealed with it."""

    kind: ClassVar[str] = "sealing.key.added"

    key: str


@dataclass(frozen=True, slots=True)
class KeyRetired(Event):
    """Nothing here is sealed with it any more, and it left the file of keys."""

    kind: ClassVar[str] = "sealing.key.retired"

    key: str
