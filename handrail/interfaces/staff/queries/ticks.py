"""Who was at a meeting where nobody is asked who they are: names for whoever leads it, a number for others."""

from __future__ import annotations

from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import MeetingName, Occasion, ShownUp
from handrail.foundation.scheduling.policy import may_tick
from handrail.interfaces.staff.queries.groups import when


def ticks_page(occasion: Occasion, act: Act, trouble: str = "") -> dict[str, Any]:
    """The names in the order they were chosen. No query here goes from a name to a person."""
    came = set(ShownUp.objects.standing().filter(occasion=occasion).values_list("name", flat=True))
    names = None
    if may_tick(act, occasion):
        held = MeetingName.objects.filter(gathering=occasion.gathering_id, ended_at=None).order_by("pk")
        names = [(one, one.pk in came) for one in held]
    return {
        "occasion": occasion, "when": when(occasion, act), "begun": occasion.starts_at <= act.at, "names": names,
        "there": len(came), "trouble": trouble,
    }  # fmt: skip
