"""What messaging promised, made true again after a restore."""

from __future__ import annotations

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.messaging.models import CircleMember, Permission


def permission_ended(promised: Promise, act: Act) -> bool:
    """Nothing is sent there any more. One that was lost whole lets nothing out anyway."""
    open_still = Permission.objects.filter(pk=promised.subject, person=promised.person, ended_at=None)
    asked_before = open_still.filter(asked_at__lte=promised.acted_at)
    return bool(asked_before.update(ended_at=promised.acted_at, ended_how=promised.state["how"], digest=""))


def circle_left(promised: Promise, act: Act) -> bool:
    """They are out of it, also if somebody took them out: why is lost then, and is not made up.

    Whoever was asked in again later says yes once more.
    """
    inside = CircleMember.objects.inside().filter(pk=promised.subject, invited_at__lte=promised.acted_at)
    return bool(inside.update(left_at=promised.acted_at))
