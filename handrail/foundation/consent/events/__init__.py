"""What consent announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ShareGranted(Event):
    kind: ClassVar[str] = "consent.grant.given"

    reader: int
    resource: str


@dataclass(frozen=True, slots=True)
class ShareWithdrawn(Event):
    kind: ClassVar[str] = "consent.grant.withdrawn"

    reader: int
    resource: str


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """`form` is the kind of consent; `changes` the one that it took the place of."""

    kind: ClassVar[str] = "consent.consent.given"

    form: str
    recipient: int
    how: str
    changes: int | None


@dataclass(frozen=True, slots=True)
class ConsentRevoked(Event):
    """What rests on it stops now. `changed` tells that a new one takes its place in the same act."""

    kind: ClassVar[str] = "consent.consent.revoked"

    form: str
    recipient: int
    how: str
    changed: bool


@dataclass(frozen=True, slots=True)
class ContactSafetyChanged(Event):
    kind: ClassVar[str] = "consent.contact_safety.changed"

    safety: str
    voicemail: str


@dataclass(frozen=True, slots=True)
class ContactWayChanged(Event):
    """A number or address was added, its rules changed, or it ended."""

    kind: ClassVar[str] = "consent.contact_way.changed"

    how: str


@dataclass(frozen=True, slots=True)
class WishesWritten(Event):
    """How somebody wants to be treated was written, or changed; `subject` is the version."""

    kind: ClassVar[str] = "consent.wishes.written"

    version: int


@dataclass(frozen=True, slots=True)
class GoalChosen(Event):
    """What the person wants of their use: not using, using more safely, or still deciding."""

    kind: ClassVar[str] = "consent.goal.chosen"

    goal: str


@dataclass(frozen=True, slots=True)
class EmergencySearched(Event):
    """`person` is None whether or not somebody was found: the entry does not tell."""

    kind: ClassVar[str] = "consent.emergency.searched"

    reason: str


@dataclass(frozen=True, slots=True)
class EmergencyAccessOpened(Event):
    """Of an access that is kept from the person for a time no entry names them until they are told."""

    kind: ClassVar[str] = "consent.emergency.opened"

    reader: int
    role: str
    circle: str
    reason: str


@dataclass(frozen=True, slots=True)
class EmergencyAccessEnded(Event):
    kind: ClassVar[str] = "consent.emergency.ended"

    reader: int


@dataclass(frozen=True, slots=True)
class EmergencyFactsWritten(Event):
    """The facts of 42 CFR 2.51(c); `lacking` counts those still missing."""

    kind: ClassVar[str] = "consent.emergency_facts.written"

    lacking: int


@dataclass(frozen=True, slots=True)
class EmergencyFactsMissing(Event):
    kind: ClassVar[str] = "consent.emergency_facts.missing"

    reader: int


@dataclass(frozen=True, slots=True)
class EmergencyAccessTold(Event):
    """The person is told at last what was kept from them for a time."""

    kind: ClassVar[str] = "consent.emergency.told"

    reader: int


@dataclass(frozen=True, slots=True)
class EmergencyAccessReviewed(Event):
    kind: ClassVar[str] = "consent.emergency.reviewed"

    reader: int
    outcome: str


@dataclass(frozen=True, slots=True)
class RestrictionAsked(Event):
    kind: ClassVar[str] = "consent.restriction.asked"


@dataclass(frozen=True, slots=True)
class RestrictionAgreed(Event):
    kind: ClassVar[str] = "consent.restriction.agreed"


@dataclass(frozen=True, slots=True)
class RestrictionDeclined(Event):
    kind: ClassVar[str] = "consent.restriction.declined"


@dataclass(frozen=True, slots=True)
class RestrictionEnded(Event):
    kind: ClassVar[str] = "consent.restriction.ended"


@dataclass(frozen=True, slots=True)
class ConflictNoted(Event):
    kind: ClassVar[str] = "consent.conflict.noted"

    reader: int


@dataclass(frozen=True, slots=True)
class ConflictEnded(Event):
    kind: ClassVar[str] = "consent.conflict.ended"

    reader: int


@dataclass(frozen=True, slots=True)
class RecordRestricted(Event):
    kind: ClassVar[str] = "consent.restricted_record.noted"

    reason: str


@dataclass(frozen=True, slots=True)
class RecordReopened(Event):
    kind: ClassVar[str] = "consent.restricted_record.ended"


@dataclass(frozen=True, slots=True)
class ReaderListed(Event):
    kind: ClassVar[str] = "consent.restricted_reader.listed"

    reader: int


@dataclass(frozen=True, slots=True)
class ReaderUnlisted(Event):
    kind: ClassVar[str] = "consent.restricted_reader.unlisted"

    reader: int


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A case is about several people: it is told for each of them, with the same subject."""

    kind: ClassVar[str] = "consent.case.opened"

    reader: int
    purpose: str


@dataclass(frozen=True, slots=True)
class CaseApproved(Event):
    kind: ClassVar[str] = "consent.case.approved"

    reader: int


@dataclass(frozen=True, slots=True)
class CaseClosed(Event):
    kind: ClassVar[str] = "consent.case.closed"

    reader: int


@dataclass(frozen=True, slots=True)
class RecordDisclosed(Event):
    """Something of a record left. `recipient` is None when the person took it; `resources` are names of the matrix."""

    kind: ClassVar[str] = "consent.disclosure.made"

    recipient: int | None
    consent: int | None
    ground: str
    purpose: str
    how: str
    notice: str
    resources: list[str]


@dataclass(frozen=True, slots=True)
class PacketSent(Event):
    kind: ClassVar[str] = "consent.packet.sent"

    recipient: int
    consent: int


@dataclass(frozen=True, slots=True)
class PacketClosed(Event):
    kind: ClassVar[str] = "consent.packet.closed"

    recipient: int


@dataclass(frozen=True, slots=True)
class SendingStopped(Event):
    """What waited to be sent did not go: the consent no longer held at that moment."""

    kind: ClassVar[str] = "consent.sending.stopped"

    recipient: int
