"""What time does to referrals: silence is nudged, replaced by the next service, and ended; others remind their owner."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from handrail.clinical.needs import referral_clock as clock
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_locked
from handrail.pillars.case_management.actions.moving import end
from handrail.pillars.case_management.actions.referring import begin
from handrail.pillars.case_management.events import ReferralAged, ReferralNudged
from handrail.pillars.case_management.models import Referral, Service, Spot

AT_ONCE = 200
#: The next service is looked for this near to the silent one first.
NEARBY_KM = 50.0
Status, Outcome = Referral.Status, Referral.Outcome


def age_referrals(now: datetime) -> int:
    """Everything that is due, each once and alone; returns how many. Safe in two processes."""
    due = Referral.objects.open().filter(due_at__lte=now).soonest_first()
    rows = due.select_related("person", "owner", "service__provider")
    act = Act(actor=None, at=now, via="clock")
    return each_locked("referrals_aged", rows, partial(_age, act=act), now=now, at_most=AT_ONCE).count()


def _age(referral: Referral, act: Act) -> None:
    if not referral.service.is_listed and referral.status in {Status.PROPOSED, Status.SENT}:
        _replace(referral, act)
        end(referral, Status.FAILED, Outcome.SERVICE_CLOSED, "", act)
        return
    silent = referral.status == Status.SENT
    due = clock.what_is_due(waits_for_answer=silent, entered_at=referral.entered_at, now=act.at)
    if due in {clock.REPLACE, clock.LAPSE}:
        _replace(referral, act)
    if due == clock.LAPSE:
        end(referral, Status.FAILED, Outcome.NO_ANSWER, "", act)
        return
    referral.due_at, referral.attention_at = clock.next_mark(referral.entered_at, act.at), act.at
    referral.save(update_fields=["due_at", "attention_at"])
    if due == clock.NUDGE:
        announce(
            ReferralNudged(referral.pk, referral.person_id, referral.recipient_id, referral.sent_how), act=act
        )
    days = (act.at - referral.entered_at).days
    announce(ReferralAged(referral.pk, referral.person_id, referral.status, days, referral.owner_id), act=act)


def _replace(referral: Referral, act: Act) -> None:
    """The next service for the same need, proposed once to the same owner."""
    if Referral.objects.filter(follows=referral).exists():
        return
    found = _next_service(referral)
    if found is not None:
        begin(
            referral.person,
            found,
            need=referral.need,
            words=referral.words,
            owner=referral.owner,
            act=act,
            follows=referral,
        )


def _next_service(referral: Referral) -> Service | None:
    tried = Referral.objects.filter(person=referral.person).values("service")
    wanted = (
        Service.objects.listed().meeting(referral.need).exclude(room=Service.Room.FULL).exclude(pk__in=tried)
    )
    here = referral.service
    if here.latitude is not None and here.longitude is not None:
        spot = Spot(here.latitude, here.longitude)
        near: Service | None = wanted.within(spot, NEARBY_KM).nearest_first(spot).first()
        if near is not None:
            return near
    other: Service | None = wanted.by_name().first()
    return other
