"""Writing down that somebody was in touch, or tried; what the team may read of it; when it is good to call."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.delivering import do_at_once
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.pillars.peer_support.calling import may_leave_message
from handrail.pillars.peer_support.events import (
    CallTimesSaid,
    ContactKept,
    ContactLogged,
    ContactShared,
    SafetyConcernTold,
)
from handrail.pillars.peer_support.models import CallTimes, PeerContact, SharedUp
from handrail.pillars.peer_support.policy import may_log_contact, may_say_call_times, may_share_up

#: How far back somebody may still write down what happened.
NOTED_WITHIN = timedelta(days=14)
#: A phone's clock may be a little ahead of ours.
AHEAD = timedelta(minutes=5)


class NoMessageAllowed(ValueError):
    """The person's rules say no message may be left, or nobody asked."""


@dataclass(frozen=True, slots=True)
class Told:
    """What happened. `words` is part of the note -> text; `shared`: the person agreed that the team reads it."""

    outcome: PeerContact.Outcome
    way: PeerContact.Way = PeerContact.Way.PHONE
    started_by: PeerContact.StartedBy = PeerContact.StartedBy.PEER
    at: datetime | None = None
    minutes: int | None = None
    words: dict[str, str] = field(default_factory=dict)
    next_at: datetime | None = None
    shared: bool = False


@transaction.atomic
def log_contact(person: Person, told: Told, *, key: UUID, act: Act) -> PeerContact:
    """A try or a conversation, once per key. What the peer worries about goes to whoever is on call.

    Raises Refused, NoMessageAllowed, ValueError.
    """
    require(may_log_contact(act, person))
    at = _when(told, act)
    if told.outcome == PeerContact.Outcome.LEFT_MESSAGE:
        _allow_message(person, told.way, local(person, at))
    try:
        with transaction.atomic():
            contact = _made(person, told, at, key, act)
    except IntegrityError as twice:
        known = PeerContact.objects.filter(key=key, person=person, peer=act.actor).first()
        if known is None:
            raise ValueError(
                "This form did not arrive whole. Load the page again and send it once more."
            ) from twice
        return known
    announce(ContactLogged(contact.pk, person.pk, told.outcome, told.way), act=act)
    if told.shared and not contact.is_try:
        _share(contact, act)
    if contact.concern:
        # Whoever is on call is called in this transaction: it waits for no worker.
        do_at_once(announce(SafetyConcernTold(contact.pk, person.pk), act=act))
    return contact


def _allow_message(person: Person, way: PeerContact.Way, at: datetime) -> None:
    if not may_leave_message(_ways(person), way, at):
        raise NoMessageAllowed(
            "Their rules do not allow a message there, or not at this hour. Nothing was saved yet; choose another answer."
        )


def _when(told: Told, act: Act) -> datetime:
    at = told.at or act.at
    if at > act.at + AHEAD:
        raise ValueError("That is still ahead. Look at the time again; nothing was saved.")
    if at < act.at - NOTED_WITHIN:
        raise ValueError("That is more than two weeks ago. Look at the day again; nothing was saved.")
    return min(at, act.at)


def _made(person: Person, told: Told, at: datetime, key: UUID, act: Act) -> PeerContact:
    assert act.actor is not None
    spoke = told.outcome == PeerContact.Outcome.REACHED
    # Whatever the outcome, a worry is kept.
    words = told.words if spoke else {"concern": told.words.get("concern", "")}
    return PeerContact.objects.create(
        key=key, person=person, peer=act.actor, at=at, noted_at=act.at, outcome=told.outcome, way=told.way,
        started_by=told.started_by, minutes=told.minutes if spoke else None, next_at=told.next_at,
        **{name: text.strip() for name, text in words.items()},
    )  # fmt: skip


def _ways(person: Person) -> list[ContactPoint]:
    return list(ContactPoint.objects.filter(person=person, ended_at=None))


@transaction.atomic
def share_contact(contact: PeerContact, *, act: Act) -> SharedUp:
    """The team may read it: said by the person, or by its peer whom they told so. Raises Refused."""
    contact = PeerContact.objects.select_for_update().get(pk=contact.pk)
    require(may_share_up(act, contact))
    return contact.shares.filter(until_at=None).first() or _share(contact, act)


def _share(contact: PeerContact, act: Act) -> SharedUp:
    assert act.actor is not None
    share = SharedUp.objects.create(contact=contact, by=act.actor, from_at=act.at)
    announce(ContactShared(contact.pk, contact.person_id), act=act)
    return share


@transaction.atomic
def keep_contact(contact: PeerContact, *, act: Act) -> None:
    """The person keeps it between the two again: the team's next request finds nothing. Raises Refused."""
    contact = PeerContact.objects.select_for_update().get(pk=contact.pk)
    require(act.actor is not None and act.actor.pk == contact.person_id)
    if SharedUp.objects.filter(contact=contact, until_at=None).update(until_at=act.at):
        announce(ContactKept(contact.pk, contact.person_id), act=act)


@transaction.atomic
def say_call_times(
    person: Person, *, days: Collection[int], earliest: time | None, latest: time | None, act: Act
) -> CallTimes:
    """When it is good to call, said by the person, or to their peer. What was said before ends. Raises Refused."""
    require(act.actor is not None and may_say_call_times(act, person))
    assert act.actor is not None
    hold(person)
    CallTimes.objects.filter(person=person, until_at=None).update(until_at=act.at)
    said = CallTimes.objects.create(
        person=person,
        days=sorted(set(days)),
        earliest=earliest,
        latest=latest,
        said_to=act.actor,
        from_at=act.at,
    )
    announce(CallTimesSaid(said.pk, person.pk), act=act)
    return said
