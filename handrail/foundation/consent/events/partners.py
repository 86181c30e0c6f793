"""What consent announces of partner organisations and their people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PartnerOpened(Event):
    """An organisation whose people may sign in here. It is nobody's story."""

    kind: ClassVar[str] = "consent.partner.opened"


@dataclass(frozen=True, slots=True)
class MemberWelcomed(Event):
    """Somebody may sign in for a partner; `person` is them."""

    kind: ClassVar[str] = "consent.partner_member.welcomed"

    recipient: int


@dataclass(frozen=True, slots=True)
class MemberConfirmed(Event):
    kind: ClassVar[str] = "consent.partner_member.confirmed"

    recipient: int


@dataclass(frozen=True, slots=True)
class MemberLeft(Event):
    kind: ClassVar[str] = "consent.partner_member.left"

    recipient: int
