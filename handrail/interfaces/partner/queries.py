"""What a partner's pages need: first the gate, then only what it handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.evaluator import PRESENCE, standings
from handrail.foundation.consent.models import Disclosure, Packet, Recipient
from handrail.foundation.consent.redisclosure import Notice, notice
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.interfaces.doorkeeper import PARTNER
from handrail.interfaces.partner.forms import AnswerForm, RoomForm
from handrail.interfaces.partner.sections import Section, sections_of
from handrail.interfaces.partner.waiting import Waiting, waiting_for

ON_A_PAGE = 25
PAGE = Disclosure.How.PAGE
#: The rule of the matrix by which a partner reads.
BASIS = "referral"


@dataclass(frozen=True, slots=True)
class ListPage:
    """`following` is the number of the next page, 0 when there is none."""

    recipient: Recipient
    handed: Sequence[HandedOver]
    notice: Notice
    following: int
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class PersonPage:
    recipient: Recipient
    handed: HandedOver
    sections: Sequence[Section]


@transaction.atomic
def list_page(act: Act, number: int, sent: tuple[int, AnswerForm | RoomForm] | None = None) -> ListPage:
    """Who agreed, by name. A name is part of a record: naming somebody hands it over, and is written down."""
    recipient = organisation_of(act)
    first = (max(number, 1) - 1) * ON_A_PAGE
    open_packets = Packet.objects.at(act.at).filter(recipient=recipient, resources__contains=[PRESENCE])
    found = list(
        open_packets.filter(consent__revoked_at=None)
        .select_related("consent")
        .order_by("person__preferred_name", "person")[first : first + ON_A_PAGE + 1]
    )
    consents = [packet.consent for packet in found[:ON_A_PAGE]]
    handed = consent.disclose_each(consents, [PRESENCE], to=recipient, how=PAGE, act=act)
    by_name = sorted(handed, key=lambda one: (one.person.preferred_name, one.person.pk))
    following = number + 1 if len(found) > ON_A_PAGE else 0
    return ListPage(recipient, by_name, notice(), following, waiting_for(recipient, act, sent))


@transaction.atomic
def person_page(act: Act, person_id: int) -> PersonPage:
    """What was sent about one person, as far as it may be read at this moment; absent otherwise."""
    recipient = organisation_of(act)
    open_packets = Packet.objects.at(act.at).filter(recipient=recipient, person=person_id)
    packet = open_packets.select_related("consent__recipient").order_by("-sent_at").first()
    if packet is None:
        raise Http404
    handed = consent.disclose(packet.consent, packet.resources, how=PAGE, act=act)
    for resource in sorted(handed.resources):
        record_viewing(handed.person, resource, BASIS, act=act)
    return PersonPage(recipient, handed, sections_of(handed, act))


def organisation_of(act: Act) -> Recipient:
    """The organisation for which the actor signs in."""
    theirs = [
        standing.recipient for standing in standings(act) if standing.role == PARTNER and standing.recipient
    ]
    return Recipient.objects.filter(pk__in=theirs)[:1].get()
