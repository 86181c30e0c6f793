"""Who introduces the person to whom, while it is ahead."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.continuum.handoffs.models import Handoff
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import called, day_words


@dataclass(frozen=True, slots=True)
class Introduced:
    """One introduction: who, to whom, by when, and what was written for it."""

    handoff: Handoff
    sender: str
    receiver: str
    day: str
    yes: bool


def introductions(act: Act) -> list[Introduced]:
    """What was asked or agreed, until its day is over; what was declined or taken back is not there. One query."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    kept = Handoff.objects.visible_to(act).of(act.actor).filter(meet_by__gte=today)
    rows = kept.filter(status__in=[Handoff.Status.WAITING, Handoff.Status.ACCEPTED])
    return [
        Introduced(one, called(one.sender.preferred_name), called(one.receiver.preferred_name),
                   day_words(one.meet_by), one.status == Handoff.Status.ACCEPTED)
        for one in rows.select_related("sender", "receiver").order_by("meet_by", "pk")
    ]  # fmt: skip
