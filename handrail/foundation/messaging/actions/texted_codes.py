"""A code by text for a client who has no other way in at hand: to a number they showed to be theirs, and only where and
when they let us write."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.accounts.actions import new_code
from handrail.foundation.accounts.models import Account, TextedCode
from handrail.foundation.consent.asker import THEMSELF
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.consent.models import Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.numbers import mark_of
from handrail.foundation.messaging.queries import open_number
from handrail.foundation.messaging.senders import hand
from handrail.foundation.messaging.templates import code_text
from handrail.foundation.people.models import Person

#: Codes by text in a day to one account, so that nobody is kept awake or charged by a stranger. Our own rule.
A_DAY = timedelta(days=1)
CODES_A_DAY = 10


def send_texted_code(entry: Entry, act: Act) -> None:
    """Text the code when the number opens an account of a client; for any other number nothing goes out."""
    assert entry.subject is not None
    asked = TextedCode.objects.select_for_update().filter(pk=entry.subject).first()
    if asked is None or not asked.is_open(act.at):
        return
    permission = open_number(mark_of(asked.address), act.at)
    if permission is None or not _is_client_only(permission.person, act):
        return
    account = Account.objects.filter(person=permission.person, closed_at=None).first()
    if account is None or _had_enough(account, act):
        return
    code = new_code(asked, account)
    hand("sms", permission.address, code_text(code, permission.person.language, "sms"), f"sign-in-{asked.pk}")


def _is_client_only(person: Person, act: Act) -> bool:
    # Whoever works here, for a partner, or is somebody close is let in by two steps; a text is none of them.
    them = Act(actor=person, at=act.at, via=act.via)
    others = [standing for standing in standings(them) if standing != THEMSELF]
    return not others and not Recipient.objects.filter(person=person).exists()


def _had_enough(account: Account, act: Act) -> bool:
    sent = TextedCode.objects.filter(account=account, asked_at__gt=act.at - A_DAY)
    return sent.count() >= CODES_A_DAY
