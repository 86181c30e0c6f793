"""What waits to hear from a partner: first the gate, then only the parts that it handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.models import Disclosure, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.teams.queries import local
from handrail.interfaces.partner.forms import AnswerForm, RoomForm
from handrail.interfaces.partner.sections import PARTS
from handrail.pillars.case_management.models import Referral, Service

AT_MOST = 50
LOOK_BACK = timedelta(days=30)
#: Of a record, what a card shows: who it is, what is asked, how to reach them.
NAME, ASKED, REACH = "demographics", "referrals", "safe_contact"
BASIS = "referral"
S = Referral.Status


@dataclass(frozen=True, slots=True)
class Card:
    """One person who waits. `by`: until when an answer is asked; `until`: how long they agreed to share."""

    referral: Referral
    name: str
    reach: list[str]
    by: str
    late: bool
    until: str
    form: AnswerForm

    @property
    def answers(self) -> bool:
        """Whether it still waits for a yes or a no."""
        return self.referral.status in {S.SENT, S.WAITING}

    @property
    def may_wait(self) -> bool:
        return self.referral.status == S.SENT


@dataclass(frozen=True, slots=True)
class Ended:
    name: str
    asked: str
    how: str
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """`handed` is what the gate let out for this page."""

    cards: list[Card]
    ended: list[Ended]
    rooms: list[tuple[Service, RoomForm]]
    handed: list[HandedOver]

    @property
    def to_answer(self) -> int:
        return sum(card.answers for card in self.cards)


def waiting_for(
    recipient: Recipient, act: Act, sent: tuple[int, AnswerForm | RoomForm] | None = None
) -> Waiting:
    """Referrals on this partner's page, in the order in which they are due; each look is a disclosure."""
    rows = (
        Referral.objects.visible_to(act)
        .filter(recipient=recipient)
        .select_related("person", "owner", "service", "packet__consent__recipient")
    )
    held = list(rows.open().soonest_first()[:AT_MOST])
    over = list(rows.filter(ended_at__gt=act.at - LOOK_BACK).order_by("-ended_at")[:AT_MOST])
    handed = _handed([*held, *over], recipient, act)
    cards = [_card(one, handed[one.person_id], sent, act) for one in held if one.person_id in handed]
    ended = [_ended(one, handed[one.person_id]) for one in over if one.person_id in handed]
    return Waiting(cards, ended, _rooms(recipient, sent), list(handed.values()))


def _handed(rows: Sequence[Referral], to: Recipient, act: Act) -> dict[int, HandedOver]:
    consents = {one.packet.consent_id: one.packet.consent for one in rows if one.packet}
    handed = consent.disclose_each(
        list(consents.values()), [NAME, ASKED, REACH], to=to, how=Disclosure.How.PAGE, act=act
    )
    found = {one.person.pk: one for one in handed if ASKED in one.resources}
    for one in found.values():
        for resource in sorted(one.resources):
            record_viewing(one.person, resource, BASIS, act=act)
    return found


def _card(
    one: Referral, handed: HandedOver, sent: tuple[int, AnswerForm | RoomForm] | None, act: Act
) -> Card:
    assert act.actor is not None and one.due_at is not None
    again = sent is not None and sent[0] == one.pk and isinstance(sent[1], AnswerForm)
    form = sent[1] if again and sent else AnswerForm(reader=act.actor, auto_id=f"answer-{one.pk}-%s")
    assert isinstance(form, AnswerForm)
    due = local(act.actor, one.due_at)
    ends = handed.scope.expires_on if handed.scope else None
    return Card(
        one, _name(handed), PARTS[REACH](handed.person, act)[0] if REACH in handed.resources else [],
        date_format(due, "l, F j"), one.due_at <= act.at or one.status == S.SENT and (act.at - one.entered_at) > timedelta(days=7),
        date_format(ends, "DATE_FORMAT") if ends else "", form,
    )  # fmt: skip


def _name(handed: HandedOver) -> str:
    return handed.person.preferred_name if NAME in handed.resources else _("One person")


def _ended(one: Referral, handed: HandedOver) -> Ended:
    assert one.ended_at is not None and one.sent_at is not None
    how = one.get_outcome_display() if one.status == S.DECLINED else one.get_status_display()
    return Ended(_name(handed), one.service.name, str(how), (one.ended_at - one.sent_at).days)


def _rooms(
    recipient: Recipient, sent: tuple[int, AnswerForm | RoomForm] | None
) -> list[tuple[Service, RoomForm]]:
    listed = Service.objects.listed().filter(provider__recipient=recipient).by_name()[:AT_MOST]
    again = {sent[0]: sent[1]} if sent and isinstance(sent[1], RoomForm) else {}
    return [
        (
            one,
            again.get(one.pk)
            or RoomForm(initial={"room": one.room, "places": one.places}, auto_id=f"room-{one.pk}-%s"),
        )
        for one in listed
    ]
