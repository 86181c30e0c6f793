"""What accounts promised, made true again after a restore."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db.models import Q

from handrail.foundation.accounts.models import Account, FirstCode, RecoveryCode, TotpKey
from handrail.foundation.accounts.models.session import PASSKEY
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise


def account_closed(promised: Promise, act: Act) -> bool:
    """The account opens nothing."""
    closed = Account.objects.filter(pk=promised.subject, person=promised.person, closed_at=None)
    return bool(closed.update(closed_at=promised.acted_at))


def sign_in_reset(promised: Promise, act: Act) -> bool:
    """What opened the account before the reset no longer does: not even what was chosen between, which is lost."""
    reset = Account.objects.filter(pk=promised.subject, person=promised.person)
    return bool(reset.update(password=make_password(None))) | second_step_reset(promised, act)


def password_chosen(promised: Promise, act: Act) -> bool:
    """The password before opens nothing again. The chosen one may be lost: then another way in is left, or given."""
    codes = FirstCode.objects.filter(account=promised.subject, ended_at=None, made_at__lte=promised.acted_at)
    codes.update(ended_at=promised.acted_at)
    older = Q(password_since=None) | Q(password_since__lt=promised.acted_at)
    account = Account.objects.filter(older, pk=promised.subject, person=promised.person).first()
    if account is None or not account.has_usable_password():
        return False
    return bool(Account.objects.filter(pk=account.pk).update(password=make_password(None)))


def second_step_reset(promised: Promise, act: Act) -> bool:
    """Passkeys, app and codes of before the reset open nothing: whoever has the lost phone has nothing."""
    before = {"account": promised.subject, "made_at__lte": promised.acted_at}
    passkeys = Authenticator.objects.filter(user=promised.subject, created_at__lte=promised.acted_at)
    gone = [
        passkeys.delete()[0],
        *(model.objects.filter(**before).delete()[0] for model in (TotpKey, RecoveryCode)),
    ]
    return any(gone)


def factor_removed(promised: Promise, act: Act) -> bool:
    """One passkey, or the app, is gone again."""
    if promised.state.get("factor") == PASSKEY:
        return bool(
            Authenticator.objects.filter(pk=promised.subject, user__person=promised.person).delete()[0]
        )
    return bool(TotpKey.objects.filter(pk=promised.subject, account__person=promised.person).delete()[0])


def codes_made_anew(promised: Promise, act: Act) -> bool:
    """The codes on paper before these open nothing; these themselves are lost, and can be made again."""
    older = RecoveryCode.objects.filter(account=promised.subject, made_at__lt=promised.acted_at)
    return bool(older.delete()[0])
