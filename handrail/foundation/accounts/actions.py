"""Opening and closing accounts."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.accounts.events import AccountClosed, AccountOpened
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person


@transaction.atomic
def open_account(person: Person, *, email: str, password: str | None, act: Act) -> Account:
    """Give a person a way to sign in."""
    account = Account.objects.create_user(email, password, person=person, made_at=act.at)
    announce(AccountOpened(subject=account.pk, person=person.pk), act=act)
    return account


@transaction.atomic
def close_account(account: Account, *, act: Act) -> Account:
    """Close the door: the next request of an open session is refused."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.closed_at is None:
        account.closed_at = act.at
        account.save(update_fields=["closed_at"])
        announce(AccountClosed(subject=account.pk, person=account.person_id), act=act)
    return account
