"""What accounts announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class AccountOpened(Event):
    kind: ClassVar[str] = "accounts.account.opened"


@dataclass(frozen=True, slots=True)
class AddressChanged(Event):
    """Another address signs in; neither stands here."""

    kind: ClassVar[str] = "accounts.address.changed"


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
    """`why`: sign_out, left, tablet, by_owner, closed, reset, ran_out, restored."""

    kind: ClassVar[str] = "accounts.session.ended"

    why: str


@dataclass(frozen=True, slots=True)
class SignInRefused(Event):
    """`subject` is the account aimed at, 0 for none; `why`: password, code, passkey, too_many."""

    kind: ClassVar[str] = "accounts.sign_in.refused"

    why: str


@dataclass(frozen=True, slots=True)
class FactorAdded(Event):
    kind: ClassVar[str] = "accounts.factor.added"

    factor: str


@dataclass(frozen=True, slots=True)
class FactorRemoved(Event):
    kind: ClassVar[str] = "accounts.factor.removed"

    factor: str


@dataclass(frozen=True, slots=True)
class RecoveryCodesMade(Event):
    kind: ClassVar[str] = "accounts.recovery_codes.made"


@dataclass(frozen=True, slots=True)
class RecoveryCodeUsed(Event):
    kind: ClassVar[str] = "accounts.recovery_code.used"


@dataclass(frozen=True, slots=True)
class PasswordChosen(Event):
    kind: ClassVar[str] = "accounts.password.chosen"


@dataclass(frozen=True, slots=True)
class SecondStepReset(Event):
    kind: ClassVar[str] = "accounts.second_step.reset"


@dataclass(frozen=True, slots=True)
class MailedCodeAsked(Event):
    """`person` is None: whether anybody has that address is not looked up."""

    kind: ClassVar[str] = "accounts.mailed_code.asked"


@dataclass(frozen=True, slots=True)
class TextedCodeAsked(Event):
    """`person` is None: whether anybody has that number is not looked up."""

    kind: ClassVar[str] = "accounts.texted_code.asked"


@dataclass(frozen=True, slots=True)
class FirstCodeMade(Event):
    kind: ClassVar[str] = "accounts.first_code.made"


@dataclass(frozen=True, slots=True)
class FirstCodeUsed(Event):
    kind: ClassVar[str] = "accounts.first_code.used"
