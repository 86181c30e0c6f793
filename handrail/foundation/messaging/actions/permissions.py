"""A number or address is given, shown to be theirs by a code, and agreed to; and that ends at once when they say so."""

from __future__ import annotations

from hmac import compare_digest
from secrets import randbelow

from django.db import transaction

from handrail.foundation.accounts.actions import take_try
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry
from handrail.foundation.ledger.promises import promise
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.events import PermissionAsked, PermissionEnded, PermissionGiven
from handrail.foundation.messaging.models import Permission
from handrail.foundation.messaging.models.permissions import CODE_FOR
from handrail.foundation.messaging.numbers import kept, mark_of
from handrail.foundation.messaging.queries import is_stopped
from handrail.foundation.messaging.senders import hand
from handrail.foundation.messaging.templates import code_text
from handrail.foundation.people.actions import take_in
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local

DIGITS = 6
#: The words on the page under which somebody agrees; kept in interfaces/client, a new version at each change.
WORDING = "2026-11"
#: Codes in a quarter of an hour, to one number and by one person. Our own rule.
CODES = 3


class TooManyCodes(ValueError):
    """Too many codes were asked for just now."""


class ToldToStop(ValueError):
    """From this number somebody told us to stop; START from there is needed first."""


@transaction.atomic
def ask_permission(person: Person, system: str, value: str, *, act: Act) -> Permission:
    """Give a number ("sms") or address ("email"); a code goes there. Raises NotReachable, TooManyCodes, ToldToStop."""
    require(policy.may_permit(act, person))
    value = kept(system, value)
    mark = mark_of(value)
    if not take_try({f"code to {mark}": CODES, f"codes of {person.pk}": CODES}, act=act):
        raise TooManyCodes
    if is_stopped(mark):
        raise ToldToStop
    point = _point(person, system, value, act)
    for old in Permission.objects.select_for_update().filter(point=point, ended_at=None):
        end(old, Permission.Ended.ANEW, act)
    asked = Permission.objects.create(
        person=person, point=point, mark=mark, wording=WORDING, language=person.language, asked_at=act.at
    )
    announce(PermissionAsked(asked.pk, person.pk), act=act)
    return asked


def _point(person: Person, system: str, value: str, act: Act) -> ContactPoint:
    # What is sealed cannot be searched for; nobody has more than a few.
    mine = ContactPoint.objects.filter(person=person, system=system, ended_at=None)
    point = next((one for one in mine if one.value == value), None)
    if point is None:
        point = ContactPoint(
            person=person,
            system=system,
            value=value,
            safety=ContactPoint.Safety.SAFE,
            asked_on=local(person, act.at).date(),
        )
        take_in([], [point])
    safe = ContactPoint.Safety.SAFE
    return consent.set_contact_safety(
        point, safety=safe, voicemail=ContactPoint.Voicemail(point.voicemail), act=act
    )


def send_permission_code(entry: Entry, act: Act) -> None:
    """Send the code there. Sent again after a failure it is another code."""
    assert entry.subject is not None
    asked = (
        Permission.objects.select_for_update(of=("self",))
        .select_related("point")
        .filter(pk=entry.subject)
        .first()
    )
    if (
        asked is None
        or asked.point is None
        or asked.agreed_at
        or asked.ended_at
        or act.at > asked.asked_at + CODE_FOR
    ):
        return
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    asked.digest = _digest(asked, code)
    asked.save(update_fields=["digest"])
    hand(asked.channel, asked.point.value, code_text(code, asked.language, asked.channel), f"code-{asked.pk}")


@transaction.atomic
def give_permission(asked: Permission, code: str, *, act: Act) -> Permission | None:
    """They typed the code that came there, under the words they agree to; None for any other code."""
    asked = (
        Permission.objects.select_for_update(of=("self",)).select_related("person", "point").get(pk=asked.pk)
    )
    require(policy.may_permit(act, asked.person))
    open_now = asked.takes_codes(act.at)
    asked.tries += 1
    right = open_now and compare_digest(_digest(asked, "".join(code.split())), asked.digest)
    if right:
        asked.agreed_at, asked.digest = act.at, ""
    asked.save(update_fields=["tries", "agreed_at", "digest"])
    if not right:
        return None
    announce(PermissionGiven(asked.pk, asked.person_id, asked.channel, asked.wording), act=act)
    return asked


@transaction.atomic
def end_permission(permission: Permission, *, act: Act) -> Permission:
    """Nothing goes there from now on; what was about to is withheld. Ended before: nothing changes."""
    permission = (
        Permission.objects.select_for_update(of=("self",)).select_related("person").get(pk=permission.pk)
    )
    require(policy.may_permit(act, permission.person))
    return end(permission, Permission.Ended.PAGE, act)


def end(permission: Permission, how: Permission.Ended, act: Act) -> Permission:
    """End one, in the caller's transaction; who may is asked there."""
    if permission.ended_at is not None:
        return permission
    permission.ended_at, permission.ended_how, permission.digest = act.at, how, ""
    permission.save(update_fields=["ended_at", "ended_how", "digest"])
    promise(
        PermissionEnded.kind,
        person=permission.person_id,
        subject=permission.pk,
        state={"how": how.value},
        act=act,
    )
    announce(PermissionEnded(permission.pk, permission.person_id, how), act=act)
    return permission


def _digest(asked: Permission, code: str) -> str:
    # Six digits are few: it is short-lived and counted, and says nothing once it is used or old.
    return digest_of(f"permission {asked.pk} {code}")
