"""A moderator takes somebody out of a circle who frightens or hurts others there, and they are told so."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, wake
from handrail.foundation.ledger.promises import promise
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.circles import put_out_of_sight, wake_members
from handrail.foundation.messaging.events import CircleMemberTakenOut
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage


@transaction.atomic
def take_out_of_circle(member: CircleMember, why: str, *, hide: bool = False, act: Act) -> CircleMember:
    """They are in it no more, and come back only if a moderator asks them in anew. `why` is in words for them.

    `hide`: what they wrote there is hidden too, for the same reason. Who is out already stays out as they were.
    """
    circle = Circle.objects.select_for_update(no_key=True).get(pk=member.circle_id)
    rows = CircleMember.objects.select_for_update(of=("self",)).select_related("circle")
    member = rows.get(pk=member.pk)
    require(policy.may_take_out(act, member))
    is_new, hidden = member.has_joined, _hide_all(member, why, act) if hide else 0
    if is_new:
        member.left_at = member.out_at = act.at
        member.out_by, member.out_why, member.out_read_at = act.actor, why, None
        member.save(update_fields=["left_at", "out_at", "out_by", "out_why", "out_read_at"])
        announce(CircleMemberTakenOut(member.pk, member.person_id), act=act)
        promise(CircleMemberTakenOut.kind, person=member.person_id, subject=member.pk, state={}, act=act)
        wake([member.person_id])
    if is_new or hidden:
        wake_members(circle.pk)
    return member


def _hide_all(member: CircleMember, why: str, act: Act) -> int:
    """How many messages of theirs were still to be read."""
    theirs = CircleMessage.objects.select_for_update(of=("self",)).filter(
        circle=member.circle_id, author=member.person_id, hidden_at=None
    )
    found = list(theirs.order_by("pk"))
    for message in found:
        put_out_of_sight(message, why, act)
    return len(found)


@transaction.atomic
def read_taken_out(circle: Circle, *, act: Act) -> None:
    """The actor has read that they were taken out. Theirs alone, so nothing is announced. Raises Refused."""
    rows = CircleMember.objects.taken_out().select_for_update(of=("self",))
    member = rows.filter(circle=circle, person=act.actor).first()
    if member is None:
        raise Refused("This is not open to you.")
    if member.out_read_at is None:
        member.out_read_at = act.at
        member.save(update_fields=["out_read_at"])
