"""What counseling announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class NoteBegun(Event):
    kind: ClassVar[str] = "counseling.note.begun"


@dataclass(frozen=True, slots=True)
class NoteSigned(Event):
    kind: ClassVar[str] = "counseling.note.signed"

    cosign: str


@dataclass(frozen=True, slots=True)
class NoteCosigned(Event):
    kind: ClassVar[str] = "counseling.note.cosigned"


@dataclass(frozen=True, slots=True)
class NoteAmended(Event):
    kind: ClassVar[str] = "counseling.note.amended"

    note: int


@dataclass(frozen=True, slots=True)
class NoteDropped(Event):
    """A draft that nobody signed is put away."""

    kind: ClassVar[str] = "counseling.note.dropped"


@dataclass(frozen=True, slots=True)
class NoteReviewed(Event):
    """A supervisor read a signed note."""

    kind: ClassVar[str] = "counseling.note.reviewed"

    note: int


@dataclass(frozen=True, slots=True)
class KeptApartWritten(Event):
    """A note kept apart was written or added to. It names nobody: that there is one is part of no record."""

    kind: ClassVar[str] = "counseling.kept_apart.written"


@dataclass(frozen=True, slots=True)
class GroupWritten(Event):
    """What a group did was written, once for everybody who was there."""

    kind: ClassVar[str] = "counseling.group.written"


@dataclass(frozen=True, slots=True)
class FamilyAgreed(Event):
    """What may be said in a family session was agreed."""

    kind: ClassVar[str] = "counseling.family.agreed"


@dataclass(frozen=True, slots=True)
class GuestInvited(Event):
    kind: ClassVar[str] = "counseling.guest.invited"


@dataclass(frozen=True, slots=True)
class GuestAnswered(Event):
    """They said themselves whether they come."""

    kind: ClassVar[str] = "counseling.guest.answered"

    answer: str


@dataclass(frozen=True, slots=True)
class GuestLeft(Event):
    """Somebody is not invited any more."""

    kind: ClassVar[str] = "counseling.guest.left"
