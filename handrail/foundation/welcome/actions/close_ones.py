"""Somebody close to a person is let in, to read what that person's consent opens to them and nothing else."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import take_in
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import organisation
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.actions.workers import open_for
from handrail.foundation.welcome.events import CloseOneLetIn


@transaction.atomic
def let_close_one_in(given: Consent, email: str, *, act: Act) -> str:
    """The code to hand to whom this consent names; "" for somebody who signs in already. Raises Refused, AddressTaken.

    Again, before they came in: another code for the same account, and the address is not asked.
    """
    to = Recipient.objects.select_for_update(of=("self",)).get(pk=given.recipient_id)
    require(policy.may_let_close_in(act, given))
    if to.person is None:
        to.person = _close_one(to.name, email, act)
        to.save(update_fields=["person"])
        announce(CloseOneLetIn(given.pk, given.person_id), act=act)
    account = Account.objects.get(person=to.person)
    try:
        return accounts.make_first_code(account, act=act)
    except accounts.HasAWayIn:
        return ""


def _close_one(name: str, email: str, act: Act) -> Person:
    # Somebody whom another person named has one account for both.
    known = Account.objects.open_with(email)
    if known is not None and _only_close(known.person):
        return known.person
    person = Person(preferred_name=name[:80], time_zone=organisation().time_zone, made_at=act.at)
    take_in([person])
    open_for(person, email, act)
    return person


def _only_close(person: Person) -> bool:
    named = Recipient.objects.filter(person=person).exists()
    return named and not Enrolment.objects.filter(person=person).exists()
