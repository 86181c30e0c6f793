"""What accounts announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AccountOpened(Event):
    kind: ClassVar[str] = "accounts.account.opened"


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    kind: ClassVar[str] = "accounts.account.closed"
