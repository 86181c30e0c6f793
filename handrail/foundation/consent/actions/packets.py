"""Sending a recipient what a consent lets them have, and closing it again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from handrail.foundation.consent.disclosing import ROLES
from handrail.foundation.consent.evaluator import may, require
from handrail.foundation.consent.events import PacketClosed, PacketSent
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Consent, Packet, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person

#: How long a closed packet is still read (matrix rule `referral`).
READ_AFTER_CLOSING = timedelta(days=30)


@transaction.atomic
def send_packet(consent: Consent, what: Collection[str], *, act: Act) -> Packet:
    """Open to the recipient what of `what` the consent names and their role may ever read.

    By the person, or by whoever may write disclosures for them. What was sent to this recipient before ends with it.
    Raises `Refused` when the consent does not hold, or nothing is left to send.
    """
    holding = Consent.objects.at(act.at).filter(pk=consent.pk, revoked_at=None)
    given = holding.select_for_update(of=("self",), no_key=True).select_related("recipient", "person").first()
    require(given is not None)
    assert given is not None
    require(_may_send(given.person, act))
    role = ROLES[Recipient.Kind(given.recipient.kind)]
    names = [name for name in given.resources if name in what and cell(role, name).read != "none"]
    require(bool(names))
    # Also what was closed and is still read: else the same part would lie open by two packets, one of them forgotten.
    readable = Q(closed_at=None) | Q(until_at__gt=act.at)
    before = Packet.objects.filter(readable, person=given.person, recipient=given.recipient)
    for earlier in before.select_for_update().order_by("pk"):
        _close(earlier, timedelta(0), act)
    packet = Packet.objects.create(
        person=given.person, recipient=given.recipient, consent=given, resources=sorted(names), sent_at=act.at
    )
    announce(PacketSent(packet.pk, packet.person_id, packet.recipient_id, packet.consent_id), act=act)
    return packet


@transaction.atomic
def close_packet(packet: Packet, *, act: Act) -> Packet:
    """Nothing more is sent; for thirty days it is still read, as long as the consent holds. Twice changes nothing."""
    packet = Packet.objects.select_for_update(of=("self",)).select_related("person").get(pk=packet.pk)
    # Closing opens nothing: the house itself does it when what it was sent for is over.
    require(act.actor is None or _may_send(packet.person, act))
    if packet.closed_at is None:
        _close(packet, READ_AFTER_CLOSING, act)
    return packet


def _may_send(person: Person, act: Act) -> bool:
    return act.actor == person or may(act, "disclosure_log", person, "append")


def _close(packet: Packet, still: timedelta, act: Act) -> None:
    packet.closed_at, packet.until_at = packet.closed_at or act.at, act.at + still
    packet.save(update_fields=["closed_at", "until_at"])
    state = {"until_at": packet.until_at}
    promise(PacketClosed.kind, person=packet.person_id, subject=packet.pk, state=state, act=act)
    announce(PacketClosed(packet.pk, packet.person_id, packet.recipient_id), act=act)
