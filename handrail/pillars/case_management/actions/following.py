"""From a place to an ending: the first visit, whether it helped, and giving up for a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from handrail.clinical.needs.referral_clock import due_after_visit
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.actions.moving import end, enter, locked
from handrail.pillars.case_management.events import (
    ReferralHandedOver,
    ReferralSeen,
    ReferralVisited,
    VisitPlanned,
)
from handrail.pillars.case_management.models import IllegalMove, Referral

Status = Referral.Status


@transaction.atomic
def plan_visit(referral: Referral, *, visit_at: datetime, act: Act) -> Referral:
    """When the first visit is. Planned anew it is the new time. Raises IllegalMove for a time that has passed."""
    referral = locked(referral, act, policy.may_answer)
    if visit_at <= act.at:
        raise IllegalMove("This time has passed. Nothing was changed.")
    enter(referral, Status.SCHEDULED, act, due_after_visit(visit_at))
    referral.visit_at = visit_at
    referral.save()
    announce(VisitPlanned(referral.pk, referral.person_id, visit_at.isoformat()), act=act)
    return referral


@transaction.atomic
def visited(referral: Referral, *, act: Act) -> Referral:
    """They were there. Next the person is asked whether it helped."""
    referral = locked(referral, act, lambda act, one: policy.may_answer(act, one) or act.actor == one.person)
    enter(referral, Status.VISITED, act)
    referral.save()
    announce(ReferralVisited(referral.pk, referral.person_id), act=act)
    return referral


@transaction.atomic
def did_not_come(referral: Referral, *, act: Act) -> Referral:
    """The first visit did not happen: another one is planned, or it ends."""
    referral = locked(referral, act, policy.may_answer)
    enter(referral, Status.ACCEPTED, act)
    referral.visit_at = None
    referral.save()
    announce(VisitPlanned(referral.pk, referral.person_id, ""), act=act)
    return referral


@transaction.atomic
def tell_outcome(referral: Referral, *, outcome: str, words: str, act: Act) -> Referral:
    """Whether it helped, by the person, or by a worker with them. It closes."""
    referral = locked(referral, act, policy.may_say_how_it_went)
    return end(referral, Status.COMPLETED, outcome, words, act)


@transaction.atomic
def give_up(referral: Referral, *, outcome: str, words: str, act: Act) -> Referral:
    """It came to nothing, for a reason."""
    return end(locked(referral, act, policy.may_steer), Status.FAILED, outcome, words, act)


@transaction.atomic
def take_back(referral: Referral, *, words: str, act: Act) -> Referral:
    """The person does not want it any more; by them, or by a worker who was told."""
    referral = locked(referral, act, policy.may_say_how_it_went)
    return end(referral, Status.CANCELLED, Referral.Outcome.CHANGED_MIND, words, act)


@transaction.atomic
def hand_over(referral: Referral, *, to: Person, act: Act) -> Referral:
    """Somebody else keeps an eye on it from now on: by a worker who may, or by the house when its owner left."""
    referral = locked(referral, act, policy.may_hand_over)
    if not referral.is_open or referral.owner_id == to.pk:
        return referral
    before, referral.owner = referral.owner_id, to
    referral.attention_at = None if act.actor == to else act.at
    referral.save(update_fields=["owner", "attention_at"])
    announce(ReferralHandedOver(referral.pk, referral.person_id, before, to.pk), act=act)
    return referral


@transaction.atomic
def see(referral: Referral, *, act: Act) -> Referral:
    """Its owner, or whoever may steer it, has seen what waited. Twice changes nothing."""
    referral = locked(referral, act, policy.may_steer)
    if referral.attention_at is not None:
        referral.attention_at = None
        referral.save(update_fields=["attention_at"])
        announce(ReferralSeen(referral.pk, referral.person_id), act=act)
    return referral
