"""The first way in: made for an account that nobody has opened yet, handed over in person, used once."""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from secrets import choice

from allauth.mfa.models import Authenticator
from django.db import transaction

from handrail.foundation.accounts.actions.sessions import end_all_sessions
from handrail.foundation.accounts.events import FirstCodeMade, FirstCodeUsed, PasswordChosen
from handrail.foundation.accounts.models import Account, FirstCode, TotpKey
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise

#: Nothing that is read as something else: no I, L, O, U, 0 or 1. Three groups of four: 58 bits.
FIRST_CODE_LASTS = FirstCode.LASTS
LETTERS, GROUPS, EACH = "ABCDEFGHJKMNPQRSTVWXYZ23456789", 3, 4


class HasAWayIn(ValueError):
    """Somebody opened this account already: a code for it would be a way round them."""


@transaction.atomic
def make_first_code(account: Account, *, act: Act) -> str:
    """A code like KMPT-7QRS-W2XY, to be handed over; the one before ends. Raises HasAWayIn."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.closed_at is not None or was_opened(account):
        raise HasAWayIn("This account was opened already, or is closed. Nothing was changed.")
    FirstCode.objects.filter(account=account, ended_at=None).update(ended_at=act.at)
    code = "-".join("".join(choice(LETTERS) for _n in range(EACH)) for _g in range(GROUPS))
    made = FirstCode(account=account, digest=_digest(account.pk, code), made_at=act.at)
    made.save()
    announce(FirstCodeMade(subject=made.pk, person=account.person_id), act=act)
    return code


def was_opened(account: Account) -> bool:
    """Whether somebody has a way in already: a password of their own, a passkey, or an app."""
    return (
        account.has_usable_password()
        or Authenticator.objects.filter(user=account).exists()
        or TotpKey.objects.filter(account=account).exists()
    )


@transaction.atomic
def use_first_code(
    address: str, code: str, password: str, *, allowed: Callable[[str, Account], None], act: Act
) -> Account | None:
    """The account that this address and code open, with this password from now on; None for anything else.

    `allowed` raises for a password that will not do: asked only of whoever holds the code, and then nothing is used.
    """
    account = (
        Account.objects.select_for_update().filter(email__iexact=address.strip(), closed_at=None).first()
    )
    kept = FirstCode.objects.filter(account=account, ended_at=None).first() if account else None
    if account is None or kept is None:
        return None
    if not (compare_digest(_digest(account.pk, code), kept.digest) and kept.is_open(act.at)):
        kept.tries += 1
        kept.save(update_fields=["tries"])
        return None
    allowed(password, account)
    _open(account, kept, password, act)
    return account


def _open(account: Account, kept: FirstCode, password: str, act: Act) -> None:
    kept.ended_at = account.password_since = act.at
    kept.save(update_fields=["ended_at"])
    account.set_password(password)
    account.save(update_fields=["password", "password_since"])
    end_all_sessions(account, why="reset", act=act)
    promise(PasswordChosen.kind, person=account.person_id, subject=account.pk, state={}, act=act)
    announce(FirstCodeUsed(subject=kept.pk, person=account.person_id), act=act)


def _digest(account: int, code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return digest_of(f"{account} {typed}")
