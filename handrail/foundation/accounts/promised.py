"""What accounts promised, made true again after a restore."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise


def account_closed(promised: Promise, act: Act) -> bool:
    """The account opens nothing."""
    closed = Account.objects.filter(pk=promised.subject, person=promised.person, closed_at=None)
    return bool(closed.update(closed_at=promised.acted_at))


def sign_in_reset(promised: Promise, act: Act) -> bool:
    """What opened the account before the reset no longer does: not even what was chosen between, which is lost."""
    reset = Account.objects.filter(pk=promised.subject, person=promised.person)
    return bool(reset.update(password=make_password(None)))
