"""Opening a circle, who moderates it, whom they invite, and what they hide; pausing and ending it."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, wake
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.events import (
    CircleEnded,
    CircleInvited,
    CircleMessageHidden,
    CircleOpened,
    CirclePaused,
    CircleResumed,
    ModeratorAdded,
    ModeratorLeft,
)
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage, Moderating
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme

#: So many people are in one circle at most.
CROWD = 30


class CircleIsFull(ValueError):
    """There is no room for one more."""


class CircleHasEnded(ValueError):
    """Nothing more happens there."""


class LastModerator(ValueError):
    """Nobody else moderates it: it is ended, or somebody else is asked first."""


@transaction.atomic
def open_circle(programme: Programme, *, name: str, goal: str, act: Act) -> Circle:
    """The actor opens a circle for a goal, and moderates it."""
    require(policy.may_open_circle(act, programme))
    assert act.actor is not None
    made = Circle.objects.create(
        programme=programme, name=name, goal=goal, opened_by=act.actor, opened_at=act.at
    )
    Moderating.objects.create(circle=made, worker=act.actor, from_at=act.at)
    announce(CircleOpened(made.pk, None), act=act)
    return made


@transaction.atomic
def add_moderator(circle: Circle, worker: Person, *, act: Act) -> Moderating:
    """One more who moderates, in a role of this programme that may; the one that is there already. Raises Refused."""
    circle = _going_on(circle)
    require(policy.may_give_moderator(act, circle))
    require(policy.may_open_circle(Act(actor=worker, at=act.at, via=act.via), circle.programme))
    found = Moderating.objects.at(act.at).filter(circle=circle, worker=worker).first()
    if found is not None:
        return found
    newest = CircleMessage.objects.filter(circle=circle).order_by("-pk").first()
    read_to = newest.pk if newest is not None else 0
    made = Moderating.objects.create(circle=circle, worker=worker, from_at=act.at, read_to=read_to)
    announce(ModeratorAdded(made.pk, None, worker.pk), act=act)
    return made


@transaction.atomic
def stop_moderating(circle: Circle, *, act: Act) -> Moderating:
    """The actor moderates it no more. Raises LastModerator."""
    circle = _locked(circle)
    require(policy.may_moderate(act, circle))
    held = Moderating.objects.at(act.at).filter(circle=circle)
    if circle.ended_at is None and not held.exclude(worker=act.actor).exists():
        raise LastModerator
    mine = held.get(worker=act.actor)
    mine.until_at = act.at
    mine.save(update_fields=["until_at"])
    announce(ModeratorLeft(mine.pk, None, mine.worker_id), act=act)
    return mine


@transaction.atomic
def invite_to_circle(circle: Circle, person: Person, *, act: Act) -> CircleMember:
    """Ask somebody whom the actor may see and write with. Who is in already stays so. Raises CircleIsFull."""
    circle = _going_on(circle)
    require(policy.may_moderate(act, circle) and policy.may_know(act, person))
    assert act.actor is not None
    inside = CircleMember.objects.inside().filter(circle=circle)
    if found := inside.filter(person=person).first():
        return found
    if inside.count() >= CROWD:
        raise CircleIsFull
    # Asked in again they are in once they say yes, under the name they had: nobody else ever has it. That they were
    # taken out holds no longer.
    again = {
        "invited_by": act.actor,
        "invited_at": act.at,
        "joined_at": None,
        "left_at": None,
        "muted_at": None,
        "out_at": None,
        "out_by": None,
        "out_why": "",
        "out_read_at": None,
    }
    asked, _new = CircleMember.objects.update_or_create(circle=circle, person=person, defaults=again)
    announce(CircleInvited(asked.pk, person.pk), act=act)
    return asked


@transaction.atomic
def hide_message(message: CircleMessage, why: str, *, act: Act) -> CircleMessage:
    """Nobody but its author and those who moderate reads it from now on. It is kept, with why."""
    message = (
        CircleMessage.objects.select_for_update(of=("self",)).select_related("circle").get(pk=message.pk)
    )
    require(policy.may_moderate(act, message.circle))
    if message.hidden_at is None:
        put_out_of_sight(message, why, act)
        wake_members(message.circle_id)
    return message


def put_out_of_sight(message: CircleMessage, why: str, act: Act) -> None:
    """A part of an action that allowed it and holds the message."""
    message.hidden_at, message.hidden_by, message.hidden_why = act.at, act.actor, why
    message.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
    announce(CircleMessageHidden(message.pk, None, message.circle_id), act=act)


@transaction.atomic
def pause_circle(circle: Circle, *, act: Act) -> Circle:
    """Nobody writes there for now; what was written can be read."""
    return _rest(circle, CirclePaused, act)


@transaction.atomic
def resume_circle(circle: Circle, *, act: Act) -> Circle:
    """They write there again."""
    return _rest(circle, CircleResumed, act)


def _rest(circle: Circle, told: type[CirclePaused | CircleResumed], act: Act) -> Circle:
    """Paused or not from now on; as it is already, nothing happens."""
    circle, paused = _going_on(circle), told is CirclePaused
    require(policy.may_moderate(act, circle))
    if (circle.paused_at is not None) != paused:
        circle.paused_at = act.at if paused else None
        circle.save(update_fields=["paused_at"])
        announce(told(circle.pk, None), act=act)
        wake_members(circle.pk)
    return circle


@transaction.atomic
def end_circle(circle: Circle, *, act: Act) -> Circle:
    """Nobody writes or is asked there any more. What was written stays for those who are in it."""
    circle = _locked(circle)
    require(policy.may_give_moderator(act, circle))
    if circle.ended_at is None:
        circle.ended_at = act.at
        circle.save(update_fields=["ended_at"])
        announce(CircleEnded(circle.pk, None), act=act)
        wake_members(circle.pk)
    return circle


def wake_members(circle: int) -> None:
    """The open pages of whoever is in it look again."""
    wake(list(CircleMember.objects.inside().filter(circle=circle).values_list("person", flat=True)))


def _locked(circle: Circle) -> Circle:
    return (
        Circle.objects.select_for_update(of=("self",), no_key=True)
        .select_related("programme")
        .get(pk=circle.pk)
    )


def _going_on(circle: Circle) -> Circle:
    circle = _locked(circle)
    if circle.ended_at is not None:
        raise CircleHasEnded
    return circle
