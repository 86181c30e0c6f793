"""Circles as a reader finds them: what is unread, and by whom each message is, as far as they may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from handrail.foundation.consent.asker import know_askers
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage, Moderating
from handrail.foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Round:
    """One circle. `asked`: the reader has not said yes yet. `out`: they were taken out, and have not read it yet."""

    circle: Circle
    unread: bool
    asked: bool
    out: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One message. `name`: the alias, or the name of whoever moderates. `hidden`: a moderator hid it."""

    message: CircleMessage
    name: str
    mine: bool
    by_moderator: bool
    hidden: bool


def circles_of(act: Act) -> list[Round]:
    """Where the person is in or asked in, or is yet to read that they were taken out; the newest first.

    A circle that ended before they said yes is not there.
    """
    kept = CircleMember.objects.inside() | CircleMember.objects.to_be_told()
    rows = kept.filter(person=act.actor).select_related("circle").order_by("-pk")
    found = [one for one in rows if one.joined_at is not None or one.circle.ended_at is None]
    newest = newest_of([one.circle_id for one in found])
    return [
        Round(
            one.circle, one.has_joined and newest.get(one.circle_id, 0) > one.read_to, one.joined_at is None,
            one.left_at is not None,
        ) for one in found
    ]  # fmt: skip


def circles_moderated(act: Act) -> list[Round]:
    """What the worker moderates and goes on, the newest first."""
    rows = list(Circle.objects.moderated_by(act).going_on().order_by("-pk"))
    newest = newest_of([one.pk for one in rows])
    mine = Moderating.objects.at(act.at).filter(circle__in=rows, worker=act.actor)
    read = dict(mine.values_list("circle", "read_to"))
    return [Round(one, newest.get(one.pk, 0) > read.get(one.pk, 0), False) for one in rows]


def newest_of(circles: list[int]) -> dict[int, int]:
    """By circle: the key of the last message that is not hidden."""
    shown = CircleMessage.objects.filter(circle__in=circles, hidden_at=None)
    return dict(shown.order_by().values_list("circle").annotate(Max("pk")))


def written_in(circle: Circle, act: Act) -> list[Written]:
    """The last messages, the oldest first. A former member is still called as they were there."""
    named = {one.person_id: one.alias for one in CircleMember.objects.filter(circle=circle)}
    return [
        Written(
            one, named.get(one.author_id) or one.author.preferred_name, one.author == act.actor,
            one.author_id not in named, one.hidden_at is not None,
        ) for one in CircleMessage.objects.newest(circle)
    ]  # fmt: skip


def moderators_of(circle: Circle, act: Act) -> list[Person]:
    """Who moderates it now and works there, the first of them first."""
    held = Moderating.objects.at(act.at).filter(circle=circle).select_related("worker").order_by("pk")
    acts = [act.in_place_of(one.worker) for one in held]
    know_askers(acts)
    return [
        one.actor
        for one in acts
        if one.actor and Circle.objects.moderated_by(one).filter(pk=circle.pk).exists()
    ]


def is_unread(act: Act) -> bool:
    """Whether a circle of the person's own has something new, or they are asked into one or were taken out."""
    return any(one.unread or one.asked or one.out for one in circles_of(act))
