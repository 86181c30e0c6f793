"""What case management announces: ids, codes and counts, never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DirectoryTakenIn(Event):
    """A file of services came in. `file` is the SHA-256 of its bytes."""

    kind: ClassVar[str] = "case_management.directory.taken_in"

    file: str
    added: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class RoomSaid(Event):
    """A provider said whether a service of theirs has room."""

    kind: ClassVar[str] = "case_management.service.room_said"

    room: str
    places: int | None
