"""Joining a circle under a name, writing in it, reading, being left in peace by it, and leaving."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.circles import wake_members
from handrail.foundation.messaging.actions.writing import SomethingElse
from handrail.foundation.messaging.aliases import NotAnAlias, alias_mark, tells, tidy
from handrail.foundation.messaging.events import CircleJoined, CircleLeft, CircleMessageWritten
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage, Moderating
from handrail.foundation.people.models import Person


class CircleIsClosed(ValueError):
    """It is paused, or has ended."""


@transaction.atomic
def join_circle(circle: Circle, alias: str, *, act: Act) -> CircleMember:
    """The actor, who was asked, is in it under this name; who was in it before, under the one they had.

    Raises NotAnAlias, CircleIsClosed when it has ended.
    """
    require(policy.may_be_in(act, circle))
    member = _mine(circle, act)
    if member.joined_at is not None:
        return member
    if Circle.objects.get(pk=circle.pk).ended_at is not None:
        raise CircleIsClosed
    _named(member, alias, act)
    try:
        with transaction.atomic():
            member.save(update_fields=["alias", "mark", "joined_at"])
    except IntegrityError as taken:
        raise NotAnAlias("taken") from taken
    announce(CircleJoined(member.pk, member.person_id), act=act)
    return member


def _named(member: CircleMember, alias: str, act: Act) -> None:
    member.joined_at = act.at
    if member.mark:
        return
    alias, person = tidy(alias), member.person
    if tells(alias, (person.preferred_name, person.legal_name)):
        raise NotAnAlias("own_name")
    held = Moderating.objects.filter(circle=member.circle_id).values("worker")
    if tells(alias, Person.objects.filter(pk__in=held).values_list("preferred_name", flat=True)):
        raise NotAnAlias("moderator")
    member.alias, member.mark = alias, alias_mark(alias)


@transaction.atomic
def leave_circle(circle: Circle, *, act: Act) -> CircleMember:
    """The actor leaves, or says no thank you. Nobody asks why; what they wrote stays under their name there."""
    member = _mine(circle, act)
    member.left_at = act.at
    member.save(update_fields=["left_at"])
    announce(CircleLeft(member.pk, member.person_id), act=act)
    promise(CircleLeft.kind, person=member.person_id, subject=member.pk, state={}, act=act)
    return member


@transaction.atomic
def mute_circle(circle: Circle, *, quiet: bool, act: Act) -> CircleMember:
    """No notes about it, or notes again. Theirs alone, so nothing is announced."""
    member = _mine(circle, act)
    member.muted_at = (member.muted_at or act.at) if quiet else None
    member.save(update_fields=["muted_at"])
    return member


@transaction.atomic
def write_in_circle(circle: Circle, words: str, *, key: UUID, act: Act) -> CircleMessage:
    """Keep a message of a member or of a moderator. The same key again is the same message.

    Raises SomethingElse for other words under the same key, CircleIsClosed.
    """
    assert act.actor is not None
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    require(_writes(circle, act))
    known = CircleMessage.objects.filter(author=act.actor, key=key).first()
    if known is None:
        if not circle.is_open:
            raise CircleIsClosed
        known = CircleMessage.objects.create(circle=circle, author=act.actor, key=key, words=words, at=act.at)
        announce(CircleMessageWritten(known.pk, None, circle.pk), act=act)
        _read_to(circle, known.pk, act)
        wake_members(circle.pk)
    if (known.circle_id, known.words) != (circle.pk, words):
        raise SomethingElse
    return known


def _writes(circle: Circle, act: Act) -> bool:
    joined = CircleMember.objects.joined().filter(circle=circle, person=act.actor).exists()
    return (joined and policy.may_be_in(act, circle)) or policy.may_moderate(act, circle)


@transaction.atomic
def read_circle(circle: Circle, up_to: CircleMessage, *, act: Act) -> None:
    """They have read so far. Theirs alone, so nothing is announced."""
    require(_writes(circle, act))
    _read_to(circle, up_to.pk, act)


def _read_to(circle: Circle, key: int, act: Act) -> None:
    CircleMember.objects.filter(circle=circle, person=act.actor, read_to__lt=key).update(read_to=key)
    Moderating.objects.at(act.at).filter(circle=circle, worker=act.actor, read_to__lt=key).update(read_to=key)


def _mine(circle: Circle, act: Act) -> CircleMember:
    rows = CircleMember.objects.inside().select_for_update(of=("self",)).select_related("person")
    found = rows.filter(circle=circle, person=act.actor).first()
    if found is None:
        raise Refused("This is not open to you.")
    return found
