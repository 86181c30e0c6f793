"""Emergency care as the console shows it."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.interfaces.staff.queries.console import Console
from handrail.interfaces.staff.words.times import here, when
from handrail.pillars.crisis.models import Transfer


@dataclass(frozen=True, slots=True)
class Care:
    """The newest way into emergency care. Times are "" for what has not happened."""

    transfer: Transfer
    left: str
    arrived: str
    back: str


def care_of_alert(console: Console) -> Care | None:
    """For whoever may read what was said; None when nobody was taken anywhere."""
    found = console.alert.transfers.order_by("-at", "-pk").first() if console.whole else None
    if found is None:
        return None
    now = here(console.act, console.act.at)
    times = [
        when(here(console.act, at), now) if at else ""
        for at in (found.at, found.arrived_at, found.returned_at)
    ]
    return Care(found, *times)
