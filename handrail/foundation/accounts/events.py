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


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """`subject` is the session; `factors` as "password+totp"."""

    kind: ClassVar[str] = "accounts.session.opened"

    factors: str


@dataclass(frozen=True, slots=True)
class SignInProved(Event):
    """Asked again who they are, and shown by this factor."""

    kind: ClassVar[str] = "accounts.session.proved"

    factor: str


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """`why`: sign_out, left, by_owner, closed, reset, ran_out."""

    kind: ClassVar[str] = "accounts.session.ended"

    why: str
