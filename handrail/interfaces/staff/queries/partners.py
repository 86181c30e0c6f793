"""What the page of partners needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from handrail.foundation.accounts.models import FirstCode
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import Consent, Recipient, RecipientMember
from handrail.foundation.consent.models.consents import CONFIRMED_FOR
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.staff.partner_forms import MemberForm

#: How many of those who were named and have no way in stand on a page.
CLOSE_ONES = 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a partner. `until` is the day on which the door closes unless they are confirmed; `shut`: it did."""

    number: int
    name: str
    until: date
    shut: bool


@dataclass(frozen=True, slots=True)
class Partner:
    recipient: Recipient
    members: list[Member]
    form: MemberForm


def partners_page(act: Act, sent: tuple[int, MemberForm] | None) -> list[Partner]:
    """Every organisation that somebody named or that signs in here, by name; `sent` is a form that needs a look."""
    here = RecipientMember.objects.filter(until_on=None).select_related("person").order_by("pk")
    of: dict[int, list[Member]] = {}
    today = organisation_day(act.at)
    for one in here:
        of.setdefault(one.recipient_id, []).append(_member(one, today))
    again = dict([sent]) if sent else {}
    return [
        Partner(one, of.get(one.pk, []), again.get(one.pk) or MemberForm(auto_id=f"member-{one.pk}-%s"))
        for one in Recipient.objects.filter(kind=Recipient.Kind.ORGANISATION).order_by("name", "pk")
    ]


def close_ones(act: Act) -> list[Consent]:
    """Consents that name somebody close who never came in: the newest."""
    opened = FirstCode.objects.filter(ended_at=None, account__person=OuterRef("recipient__person"))
    waits = Q(recipient__person=None) | Exists(opened)
    named = Consent.objects.at(act.at).filter(waits, kind=Consent.Kind.SUPPORTER)
    theirs = named.filter(person__in=keys_for(act, "consents", "write")).select_related("recipient", "person")
    return list(theirs.order_by("-signed_at", "-pk")[:CLOSE_ONES])


def _member(one: RecipientMember, today: date) -> Member:
    until = one.confirmed_on + CONFIRMED_FOR
    return Member(one.pk, one.person.preferred_name, until, today >= until)
