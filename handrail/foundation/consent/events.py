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
class ContactSafetyChanged(Event):
    kind: ClassVar[str] = "consent.contact_safety.changed"

    safety: str
    voicemail: str
