"""Emergency care as the console shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from handrail.interfaces.staff.queries.console import Console
from handrail.interfaces.staff.words.times import here, when
from handrail.pillars.crisis.models import FollowUp, Transfer


@dataclass(frozen=True, slots=True)
class Care:
    """The newest way into emergency care. Times are "" for what has not happened; `otherwise`: where to say that they
    did not arrive, or do not come back."""

    transfer: Transfer
    left: str
    arrived: str
    back: str
    otherwise: str


def care_of_alert(console: Console) -> Care | None:
    """For whoever may read what was said; None when nobody was taken anywhere."""
    found = console.alert.transfers.order_by("-at", "-pk").first() if console.whole else None
    if found is None:
        return None
    now = here(console.act, console.act.at)
    left, arrived, back = (
        when(here(console.act, at), now) if at else ""
        for at in (found.at, found.arrived_at, found.returned_at)
    )
    owed = console.alert.follow_ups.filter(
        done_at=None, kind__in=(FollowUp.Kind.ARRIVAL, FollowUp.Kind.DISCHARGE)
    )
    asked = owed.order_by("-pk").first()
    otherwise = reverse("staff:follow_up", args=[asked.pk]) if asked else ""
    return Care(found, left, arrived, back, otherwise)
