"""What the page of partners needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.foundation.consent.models import Recipient, RecipientMember
from handrail.foundation.consent.models.consents import CONFIRMED_FOR
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.staff.partner_forms import MemberForm


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


def _member(one: RecipientMember, today: date) -> Member:
    until = one.confirmed_on + CONFIRMED_FOR
    return Member(one.pk, one.person.preferred_name, until, today >= until)
