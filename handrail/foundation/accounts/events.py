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


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    kind: ClassVar[str] = "accounts.language.chosen"


@dataclass(frozen=True, slots=True)
class LookChosen(Event):
    kind: ClassVar[str] = "accounts.look.chosen"


@dataclass(frozen=True, slots=True)
class SignInReset(Event):
    kind: ClassVar[str] = "accounts.sign_in.reset"
