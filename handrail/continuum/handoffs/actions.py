"""Everything that can happen to a handoff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from handrail.continuum.handoffs import policy
from handrail.continuum.handoffs.events import (
    HandoffAccepted,
    HandoffDeclined,
    HandoffOffered,
    HandoffTakenBack,
)
from handrail.continuum.handoffs.models import Handoff
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.teams.queries import local, team_of


class NotToThem(ValueError):
    """The receiver is not one of the person's team who reads the plan, was asked already, or the day is over."""


class AlreadyEnded(ValueError):
    """It was answered or taken back before; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the receiver should know: why now, what works with them, what not to do, who joins, and by which day."""

    why: str
    meet_by: date
    works: str = ""
    avoid: str = ""
    joins: Handoff.Joins = Handoff.Joins.TOGETHER


@transaction.atomic
def offer(person: Person, to: Person, told: Introduction, *, key: UUID, act: Act) -> Handoff:
    """Ask another of the team to take over; once per `key`. It stays with the sender until they say yes."""
    person = hold(person)
    require(policy.may_offer(act, person))
    there = Handoff.objects.of(person).filter(key=key).first()
    if there is not None:
        return there
    cares = next((care for care in policy.receivers(person, act) if care.worker == to), None)
    if cares is None:
        raise NotToThem("Choose somebody of their team who reads the plan. Nothing was sent.")
    if told.meet_by < local(person, act.at).date():
        raise NotToThem("That day is over. Choose today or a day ahead; nothing was sent.")
    if Handoff.objects.of(person).waiting().filter(sender=act.actor, receiver=to).exists():
        raise NotToThem("They were asked already and have not answered yet. Nothing was sent.")
    assert act.actor is not None
    made = Handoff.objects.create(
        key=key, person=person, sender=act.actor, receiver=to, why=told.why, works=told.works, avoid=told.avoid,
        joins=told.joins, meet_by=told.meet_by, made_at=act.at,
    )  # fmt: skip
    announce(HandoffOffered(made.pk, person.pk, to.pk), act=act)
    return made


@transaction.atomic
def accept(handoff: Handoff, *, title: str, act: Act) -> Handoff:
    """Yes, by name: the first contact stands in the plan under `title`, theirs to do by that day."""
    handoff = _locked(handoff)
    require(policy.may_answer(act, handoff))
    if handoff.status == Handoff.Status.ACCEPTED:
        return handoff
    _still_waits(handoff)
    cares = [care for care in team_of(handoff.person, act.at) if care.worker == act.actor]
    handoff.step = plans.add_step(
        handoff.person, title=title, responsible=act.actor, due_on=handoff.meet_by, why=handoff.why,
        strand=cares[0].strand if cares else "counsel", act=act,
    )  # fmt: skip
    _end(handoff, Handoff.Status.ACCEPTED, act)
    announce(HandoffAccepted(handoff.pk, handoff.person_id, handoff.receiver_id), act=act)
    return handoff


@transaction.atomic
def decline(handoff: Handoff, *, words: str, act: Act) -> Handoff:
    """No, with why: it is the sender's again."""
    handoff = _locked(handoff)
    require(policy.may_answer(act, handoff))
    _still_waits(handoff)
    _end(handoff, Handoff.Status.DECLINED, act, words)
    announce(HandoffDeclined(handoff.pk, handoff.person_id, handoff.receiver_id), act=act)
    return handoff


@transaction.atomic
def take_back(handoff: Handoff, *, act: Act) -> Handoff:
    """The sender keeps it after all."""
    handoff = _locked(handoff)
    require(policy.may_take_back(act, handoff))
    _still_waits(handoff)
    _end(handoff, Handoff.Status.TAKEN_BACK, act)
    announce(HandoffTakenBack(handoff.pk, handoff.person_id, handoff.receiver_id), act=act)
    return handoff


def _locked(handoff: Handoff) -> Handoff:
    rows = Handoff.objects.select_for_update(of=("self",)).select_related("person", "sender", "receiver")
    return rows.get(pk=handoff.pk)


def _still_waits(handoff: Handoff) -> None:
    if handoff.status != Handoff.Status.WAITING:
        raise AlreadyEnded(f"This was {handoff.get_status_display().lower()} before. Nothing was changed.")


def _end(handoff: Handoff, status: Handoff.Status, act: Act, words: str = "") -> None:
    handoff.status, handoff.outcome, handoff.answered_at = status, words, act.at
    handoff.save(update_fields=["status", "outcome", "answered_at", "step"])
