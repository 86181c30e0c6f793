"""`handrail forget-second-step` and `handrail change-address`: for whoever lost their phone and codes, or their mailbox."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.welcome import actions as welcome


def forget(email: str) -> tuple[int, str]:
    """Their next sign-in sets up a second step anew. Whoever runs this has seen who asks: see the recipe."""
    account = Account.objects.open_with(email)
    if account is None:
        return 1, no_account(email)
    accounts.reset_second_step(account, act=house())
    return 0, "Done: their passkeys, app and codes open nothing any more, and they are signed out everywhere."


def change_address(email: str, new: str) -> tuple[int, str]:
    """They sign in with another address, by the same password and second step. Whoever runs this has seen who asks."""
    try:
        validate_email(new.strip())
    except ValidationError:
        return 2, f"{new} is no email address. Nothing was changed."
    account = Account.objects.open_with(email)
    if account is None:
        return 1, no_account(email)
    try:
        welcome.move_to(account, new, house())
    except welcome.AddressTaken as taken:
        return 1, str(taken)
    return 0, "Done: they sign in with it from now on. Codes on their way to the old address open nothing."


def no_account(email: str) -> str:
    """What is said of an address that opens nothing."""
    return f"No open account has the address {email}. Nothing was changed."


def house() -> Act:
    """Whoever sits at the machine, now."""
    return Act(actor=None, at=timezone.now(), via="command")
