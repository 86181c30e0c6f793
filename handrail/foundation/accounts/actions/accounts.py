"""Opening and closing accounts, and how its owner wants the pages."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.accounts.actions.factors import forget_factors
from handrail.foundation.accounts.actions.sessions import end_all_sessions, end_other_sessions
from handrail.foundation.accounts.events import (
    AccountClosed,
    AccountOpened,
    AddressChanged,
    LanguageChosen,
    LookChosen,
    PasswordChosen,
    SecondStepReset,
    SignInReset,
)
from handrail.foundation.accounts.models import Account, FirstCode, MailedCode, Session
from handrail.foundation.accounts.models.account import as_kept
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import CarePreferences, Person


@transaction.atomic
def open_account(person: Person, *, email: str, password: str | None, act: Act) -> Account:
    """Give a person a way to sign in."""
    account = Account.objects.create_user(email, password, person=person, made_at=act.at)
    announce(AccountOpened(subject=account.pk, person=person.pk), act=act)
    return account


@transaction.atomic
def change_address(account: Account, email: str, *, act: Act) -> Account:
    """Another address signs in from now on, with the same password and second step; codes on their way to the old one
    open nothing. Raises IntegrityError where somebody signs in with it already."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    email = as_kept(email)
    if account.email != email:
        account.email = email
        account.save(update_fields=["email"])
        MailedCode.objects.filter(account=account, used_at=None).update(used_at=act.at)
        announce(AddressChanged(subject=account.pk, person=account.person_id), act=act)
    return account


@transaction.atomic
def close_account(account: Account, *, act: Act) -> Account:
    """Close the door, and end what is open by it."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.closed_at is None:
        account.closed_at = act.at
        account.save(update_fields=["closed_at"])
        FirstCode.objects.filter(account=account, ended_at=None).update(ended_at=act.at)
        end_all_sessions(account, why="closed", act=act)
        promise(AccountClosed.kind, person=account.person_id, subject=account.pk, state={}, act=act)
        announce(AccountClosed(subject=account.pk, person=account.person_id), act=act)
    return account


@transaction.atomic
def reset_sign_in(account: Account, *, act: Act) -> Account:
    """What opened this account no longer does, because it may be in other hands; a new way in is given apart."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    return _forget(account, SignInReset, act)


@transaction.atomic
def reset_second_step(account: Account, *, act: Act) -> Account:
    """The phone is lost: what showed the second step no longer does. The password stays, and is asked for."""
    return _forget(Account.objects.select_for_update().get(pk=account.pk), SecondStepReset, act)


def _forget(account: Account, event: type[SignInReset | SecondStepReset], act: Act) -> Account:
    """What showed the second step is gone, wherever the account is open it ends, and no restore brings it back."""
    forget_factors(account, act=act)
    end_all_sessions(account, why="reset", act=act)
    promise(event.kind, person=account.person_id, subject=account.pk, state={}, act=act)
    announce(event(subject=account.pk, person=account.person_id), act=act)
    return account


@transaction.atomic
def choose_password(account: Account, password: str, *, here: Session, act: Act) -> Account:
    """Another password for oneself; wherever else the account is open it ends, and no restore brings the old back."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    account.set_password(password)
    account.password_since = act.at
    account.save(update_fields=["password", "password_since"])
    end_other_sessions(here, act=act)
    promise(PasswordChosen.kind, person=account.person_id, subject=account.pk, state={}, act=act)
    announce(PasswordChosen(subject=account.pk, person=account.person_id), act=act)
    return account


@transaction.atomic
def choose_language(language: str, *, act: Act) -> Person:
    """The actor reads their pages in another language. `language` is a code of settings.LANGUAGES."""
    assert act.actor is not None
    person = Person.objects.select_for_update().get(pk=act.actor.pk)
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
        announce(LanguageChosen(subject=person.pk, person=person.pk), act=act)
    return person


@transaction.atomic
def choose_look(look: CarePreferences.Look, *, act: Act) -> CarePreferences:
    """The actor's pages are light, dark, or like the device."""
    assert act.actor is not None
    chosen, _new = CarePreferences.objects.select_for_update().get_or_create(person=act.actor)
    if chosen.look != look:
        chosen.look = look
        chosen.save(update_fields=["look"])
        announce(LookChosen(subject=chosen.pk, person=act.actor.pk), act=act)
    return chosen
