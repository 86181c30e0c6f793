"""What a service says to a referral: a place, a waiting list, not this time, a question; on a page or by a link."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.case_management import policy
from handrail.pillars.case_management.actions.moving import end, enter, locked, take_place
from handrail.pillars.case_management.events import PartnerNoted, ReferralAnswered, RoomSaid
from handrail.pillars.case_management.models import AnswerLink, IllegalMove, PartnerNote, Referral, Service
from handrail.pillars.case_management.models.referrals import digest_of

Status, Outcome = Referral.Status, Referral.Outcome


class LinkEnded(ValueError):
    """The link was used, has run out, or never was one. `used_at` is when, for one that was used."""

    def __init__(self, used_at: datetime | None = None) -> None:
        super().__init__("This link has done its work. Nothing was changed.")
        self.used_at = used_at


@transaction.atomic
def accept(referral: Referral, *, act: Act) -> Referral:
    """They have a place. Said twice it changes nothing. Raises NoPlaceLeft, IllegalMove."""
    return _accept(locked(referral, act, policy.may_answer), act)


@transaction.atomic
def put_on_waiting_list(referral: Referral, *, act: Act) -> Referral:
    """They have no place now, and keep the person on their list."""
    return _wait(locked(referral, act, policy.may_answer), act)


@transaction.atomic
def decline(referral: Referral, *, reason: str, words: str, act: Act) -> Referral:
    """Not this time, and why."""
    return _decline(locked(referral, act, policy.may_answer), reason, words, act)


@transaction.atomic
def note(referral: Referral, *, words: str, act: Act) -> PartnerNote:
    """Somebody of the partner asks or tells something: its owner reads it now."""
    referral = locked(referral, act, policy.speaks_for)
    assert act.actor is not None
    if not referral.is_open:
        raise IllegalMove("This is over. Nothing was changed.")
    referral.attention_at = act.at
    referral.save(update_fields=["attention_at"])
    said = PartnerNote.objects.create(referral=referral, words=words, by=act.actor, at=act.at)
    announce(PartnerNoted(referral.pk, referral.person_id, said.pk, referral.owner_id), act=act)
    return said


@transaction.atomic
def answer_by_link(token: str, answer: str, *, act: Act) -> Referral:
    """The one answer of a link: accept, waiting or decline. It says nothing about anybody. Raises LinkEnded."""
    link = AnswerLink.objects.select_for_update(of=("self",)).filter(digest=digest_of(token)).first()
    if link is None or link.used_at is not None or link.ends_at <= act.at:
        raise LinkEnded(link.used_at if link else None)
    referral = locked(link.referral, act, lambda _act, one: one.sent_how == Referral.How.LINK)
    if referral.status not in {Status.SENT, Status.WAITING}:
        raise LinkEnded
    done = _by_link(referral, answer, act)
    AnswerLink.objects.filter(referral=referral, used_at=None).update(used_at=act.at)
    return done


@transaction.atomic
def say_room(service: Service, *, room: str, places: int | None, act: Act) -> Service:
    """Whether there is room, by whoever signs in for the organisation that offers it."""
    service = Service.objects.select_for_update(of=("self",)).select_related("provider").get(pk=service.pk)
    require(policy.may_say_room(act, service))
    service.room, service.places = room, places if room == Service.Room.ROOM else None
    service.room_said_by, service.room_said_at = act.actor, act.at
    service.save(update_fields=["room", "places", "room_said_by", "room_said_at"])
    announce(RoomSaid(service.pk, None, service.room, service.places), act=act)
    return service


def _by_link(referral: Referral, answer: str, act: Act) -> Referral:
    if answer == "accept":
        return _accept(referral, act)
    if answer == "waiting":
        return _wait(referral, act)
    return _decline(referral, Outcome.NO_CAPACITY, "", act)


def _accept(referral: Referral, act: Act) -> Referral:
    if referral.status == Status.ACCEPTED:
        return referral
    enter(referral, Status.ACCEPTED, act)
    take_place(referral, act)
    return _answered(referral, act)


def _wait(referral: Referral, act: Act) -> Referral:
    if referral.status == Status.WAITING:
        return referral
    enter(referral, Status.WAITING, act)
    return _answered(referral, act)


def _decline(referral: Referral, reason: str, words: str, act: Act) -> Referral:
    ended = end(referral, Status.DECLINED, reason, words, act)
    announce(ReferralAnswered(ended.pk, ended.person_id, ended.status, ended.owner_id), act=act)
    return ended


def _answered(referral: Referral, act: Act) -> Referral:
    referral.save()
    announce(ReferralAnswered(referral.pk, referral.person_id, referral.status, referral.owner_id), act=act)
    return referral
