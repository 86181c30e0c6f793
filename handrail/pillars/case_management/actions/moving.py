"""What every move of a referral has in common: it is locked, it moves by the table, it has a clock or an ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import F

from handrail.clinical.needs.referral_clock import next_mark
from handrail.foundation.consent import actions as consents
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.case_management.events import ReferralEnded
from handrail.pillars.case_management.models import IllegalMove, Referral, Service

Status, Outcome = Referral.Status, Referral.Outcome


class NoPlaceLeft(ValueError):
    """Somebody else took the last place."""


def locked(referral: Referral, act: Act, allowed: Callable[[Act, Referral], bool]) -> Referral:
    """The row, held until the end of this change, when the actor may change it."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "person", "owner", "service__provider"
    )
    found = rows.get(pk=referral.pk)
    require(allowed(act, found))
    return found


def enter(referral: Referral, status: Referral.Status, act: Act, due_at: datetime | None = None) -> None:
    """Into another open state: its clock begins anew."""
    referral.move_to(status)
    referral.entered_at, referral.due_at = act.at, due_at or next_mark(act.at, act.at)
    _tell_owner(referral, act)


def end(referral: Referral, status: Referral.Status, outcome: str, words: str, act: Act) -> Referral:
    """Into an ending, said in words. A place that was held is free again unless it was used; the packet closes."""
    if outcome not in Referral.ENDS_WITH[status]:
        raise IllegalMove(f"A referral that is {status} does not end with {outcome}. Nothing was changed.")
    referral.move_to(status)
    referral.ended_at, referral.due_at = act.at, None
    referral.outcome, referral.outcome_words = outcome, words
    if status != Status.COMPLETED and referral.place_taken_at is not None:
        Service.objects.filter(pk=referral.service_id, places__isnull=False).update(
            places=F("places") + 1, room=Service.Room.ROOM
        )
        referral.place_taken_at = None
    _tell_owner(referral, act)
    referral.save()
    _close_packet(referral, act)
    announce(ReferralEnded(referral.pk, referral.person_id, str(status), outcome, referral.owner_id), act=act)
    return referral


def take_place(referral: Referral, act: Act) -> None:
    """One place fewer, where the partner counts them: whoever comes second to the last one is told. Raises NoPlaceLeft."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=referral.service_id)
    if service.places is None:
        return
    if service.places == 0:
        raise NoPlaceLeft("The last place was taken a moment ago. Nothing was changed.")
    service.places -= 1
    service.room = Service.Room.ROOM if service.places else Service.Room.FULL
    service.save(update_fields=["places", "room"])
    referral.place_taken_at = act.at


def _tell_owner(referral: Referral, act: Act) -> None:
    # Whoever owns it need not be told what they did themself.
    by_owner = act.actor is not None and act.actor.pk == referral.owner_id
    referral.attention_at = None if by_owner else act.at


def _close_packet(referral: Referral, act: Act) -> None:
    others = Referral.objects.open().filter(person=referral.person_id, recipient=referral.recipient_id)
    if referral.packet is not None and not others.exists():
        # Whoever ended it, the house itself shuts what was open for it.
        consents.close_packet(referral.packet, act=Act(actor=None, at=act.at, via=act.via))
