"""When somebody speaks with a person again after a crisis.

Source: trust/requirements.md CR-06 (follow-up within 24 to 48 hours becomes a due task that escalates like an alert,
slower); clinical/measures.yaml, after_crisis_contacts. How soon a missed one goes to the next human, when the kind
look back comes, and how soon arrival is asked about, is design: a site must approve it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from handrail.clinical.triage import staying_close, way_back

VERSION = "3"
LATEST = timedelta(hours=48)
#: A follow-up that was not made by its time goes to the next responsible human after this.
HANDED_ON_AFTER = timedelta(hours=1)
#: How long the next one has for it.
NEXT_WITHIN = timedelta(hours=4)


#: The kind look back together comes when the worst is over.
LOOK_BACK_AFTER = timedelta(days=3)


def is_in_time(closed_at: datetime, due_at: datetime) -> bool:
    """Whether a first contact lies ahead and within two days."""
    return closed_at < due_at <= closed_at + LATEST


def owed_when_recognized(closed_at: datetime, now: datetime) -> datetime | None:
    """When somebody speaks with a person whose call is recognized only after it was closed: within two days, if it ended
    within the month; None when it is longer ago."""
    return now + LATEST if now - closed_at <= staying_close.MONTH_LASTS else None


@dataclass(frozen=True, slots=True)
class Pace:
    """A missed one goes to the next human after `after`, who has `next_within` for it."""

    after: timedelta
    next_within: timedelta


_SLOW = Pace(staying_close.HANDED_ON_AFTER, staying_close.NEXT_WITHIN)
#: By kind of follow-up; whatever is not here goes on as a next-day call does. Facts of a medical emergency are late at once.
_PACES = {
    "facts": Pace(timedelta(0), way_back.FACTS_WITHIN),
    "arrival": Pace(timedelta(minutes=15), timedelta(minutes=30)),
    "call": _SLOW,
    "text": _SLOW,
    "booster": _SLOW,
    "debrief": _SLOW,
}


def pace(kind: str) -> Pace:
    """How soon a missed one of this kind goes on."""
    return _PACES.get(kind, Pace(HANDED_ON_AFTER, NEXT_WITHIN))
