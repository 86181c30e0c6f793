"""What opens an account besides its password: added, used, taken away."""

from __future__ import annotations

from secrets import choice
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from handrail.foundation.accounts.events import (
    FactorAdded,
    FactorRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
)
from handrail.foundation.accounts.models import Account, RecoveryCode, TotpKey
from handrail.foundation.accounts.models.session import PASSKEY, digest_of
from handrail.foundation.accounts.totp import matching_step
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise

#: Ten codes of 16 letters out of 20: 69 bits each (NIST SP 800-63B-4, 3.1.2: at least 64). Without vowels and digits,
#: so that nothing is read as something else.
CODES, LETTERS, LENGTH = 10, "BCDFGHJKLMNPQRSTVWXZ", 16
TOTP = "totp"


@transaction.atomic
def add_totp(account: Account, secret: str, *, act: Act) -> TotpKey:
    """An authenticator app; it takes the place of the one before."""
    TotpKey.objects.filter(account=account).delete()
    added = TotpKey.objects.create(account=account, secret=secret, made_at=act.at)
    announce(FactorAdded(subject=added.pk, person=account.person_id, factor=TOTP), act=act)
    return added


@transaction.atomic
def add_passkey(account: Account, credential: dict[str, Any], name: str, *, act: Act) -> Authenticator:
    """A passkey, once its answer was checked."""
    added = Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}, created_at=act.at
    )  # fmt: skip
    announce(FactorAdded(subject=added.pk, person=account.person_id, factor=PASSKEY), act=act)
    return added


@transaction.atomic
def use_passkey(passkey: Authenticator, *, act: Act) -> None:
    """Note when it was last used: whoever reads the list of theirs sees which one is old."""
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=act.at)


@transaction.atomic
def remove_passkey(account: Account, key: int, *, act: Act) -> bool:
    """Take one of this account's passkeys away; False when it has none such."""
    gone, _rows = Authenticator.objects.filter(user=account, pk=key).delete()
    if gone:
        _say_removed(account, key, PASSKEY, act)
    return bool(gone)


def _remove_totp(account: Account, act: Act) -> None:
    found = TotpKey.objects.select_for_update().filter(account=account).first()
    if found is not None:
        key = found.pk
        found.delete()
        _say_removed(account, key, TOTP, act)


def _say_removed(account: Account, key: int, factor: str, act: Act) -> None:
    state = {"factor": factor}
    promise(FactorRemoved.kind, person=account.person_id, subject=key, state=state, act=act)
    announce(FactorRemoved(subject=key, person=account.person_id, factor=factor), act=act)


@transaction.atomic
def make_recovery_codes(account: Account, *, act: Act) -> list[str]:
    """Ten new codes, shown this once; those before no longer open."""
    RecoveryCode.objects.filter(account=account).delete()
    codes = ["".join(choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=digest_of(code), made_at=act.at) for code in codes
    )
    promise(RecoveryCodesMade.kind, person=account.person_id, subject=account.pk, state={}, act=act)
    announce(RecoveryCodesMade(subject=account.pk, person=account.person_id), act=act)
    return ["-".join(code[n : n + 4] for n in range(0, LENGTH, 4)) for code in codes]


@transaction.atomic
def use_code(account: Account, code: str, *, act: Act) -> str | None:
    """The factor this code shows ("totp", "recovery"), None when it shows nothing. Each code opens once."""
    app = TotpKey.objects.select_for_update().filter(account=account).first()
    step = matching_step(app.secret, code, act.at) if app is not None else None
    # In a demonstration the page shows one code to everybody, who may well use it twice.
    if app is not None and step is not None and (settings.DEMO or step > app.last_step):
        app.last_step = step
        app.save(update_fields=["last_step"])
        return TOTP
    return "recovery" if _use_recovery_code(account, code, act) else None


def _use_recovery_code(account: Account, code: str, act: Act) -> bool:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    unused = RecoveryCode.objects.filter(account=account, digest=digest_of(typed), used_at=None)
    used = bool(unused.update(used_at=act.at))
    if used:
        announce(RecoveryCodeUsed(subject=account.pk, person=account.person_id), act=act)
    return used


@transaction.atomic
def forget_factors(account: Account, *, act: Act) -> None:
    """Take every second factor of an account away, because it may be in other hands."""
    for key in Authenticator.objects.filter(user=account).values_list("pk", flat=True):
        remove_passkey(account, key, act=act)
    _remove_totp(account, act)
    RecoveryCode.objects.filter(account=account).delete()
