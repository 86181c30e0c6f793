"""`handrail forget-second-step`: for whoever lost their phone and their codes on paper."""

from __future__ import annotations

from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act


def forget(email: str) -> tuple[int, str]:
    """Their next sign-in sets up a second step anew. Whoever runs this has seen who asks: see the recipe."""
    account = Account.objects.filter(email__iexact=email.strip(), closed_at=None).first()
    if account is None:
        return 1, f"No open account has the address {email}. Nothing was changed."
    accounts.reset_second_step(account, act=Act(actor=None, at=timezone.now(), via="command"))
    return 0, "Done: their passkeys, app and codes open nothing any more, and they are signed out everywhere."
