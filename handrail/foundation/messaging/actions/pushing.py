"""A browser of theirs shows notes: it asked for that itself, under the words on the page, so that no code is needed."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from handrail.foundation.accounts.actions import take_try
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.permissions import TooManyCodes, end
from handrail.foundation.messaging.events import PermissionGiven
from handrail.foundation.messaging.models import Browser, Permission
from handrail.foundation.messaging.numbers import mark_of
from handrail.foundation.messaging.senders.push import Subscription
from handrail.foundation.people.models import Person

#: The words on the page under which somebody agrees; a new version at each change (interfaces/client/reminders.py).
PUSH_WORDING = "push-2026-11"
#: Browsers in a quarter of an hour, of one person. Our own rule.
BROWSERS = 10


@transaction.atomic
def let_push(person: Person, given: Subscription, *, called: str = "", act: Act) -> Permission:
    """Notes come to this browser from now on, and to nobody else there. Given again it is the same. Raises
    TooManyCodes."""
    require(policy.may_permit(act, person))
    mark = mark_of(given.endpoint)
    held = Permission.objects.select_for_update(of=("self",)).filter(
        mark=mark, ended_at=None, browser__isnull=False
    )
    known = held.select_related("browser").first()
    if known is not None and known.person_id == person.pk and known.address == given.kept():
        return known
    if not take_try({f"browsers of {person.pk}": BROWSERS}, act=act):
        raise TooManyCodes
    if known is not None:
        end(known, Permission.Ended.ANEW, act)
    try:
        with transaction.atomic():
            made = _made(person, given, mark, called, act)
    except IntegrityError:
        # Sent twice at once: the one that is there.
        return held.get()
    announce(PermissionGiven(made.pk, person.pk, made.channel, made.wording), act=act)
    return made


def _made(person: Person, given: Subscription, mark: str, called: str, act: Act) -> Permission:
    browser = Browser(called=called[:60], address=given.kept())
    browser.save(force_insert=True)
    return Permission.objects.create(
        person=person, browser=browser, mark=mark, wording=PUSH_WORDING, language=person.language, asked_at=act.at, agreed_at=act.at
    )  # fmt: skip
