"""A month of staying close after a crisis: calls, texts and booster sessions, each tried several times, each ending in words.

Source: clinical/measures.yaml, after_crisis_contacts (24 to 72 hours: memory; weekly for four weeks: design) and
protocols.md 2.5. Which of them is a text or a booster, how often one is tried, and when a missed one goes on are design:
a site must approve them. The first contact, within 48 hours, is the next-day call (`follow_up.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

VERSION = "1"
#: How often one contact is tried before it may end without having reached them; and at most.
LEAST_TRIES, MOST_TRIES = 3, 5
#: A contact of the month that was not made goes to the next human after this: like an alert, only slower.
HANDED_ON_AFTER = timedelta(hours=24)
#: How long the next one has for it.
NEXT_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of the month: so many days after the crisis ended, in this way."""

    day: int
    way: str


MONTH = (
    Contact(4, "text"), Contact(7, "call"), Contact(10, "booster"), Contact(14, "call"), Contact(18, "text"),
    Contact(21, "booster"), Contact(28, "call"),
)  # fmt: skip

#: How long after a crisis somebody still stays close: four weeks and two days, so that the last contact has time (design).
#: Within so long another crisis is a repeat (issue 8, "repeat within 30 days").
MONTH_LASTS = timedelta(days=30)


def month_from(
    ended_at: datetime, earliest: time | None = None, latest: time | None = None
) -> list[tuple[str, datetime]]:
    """(way, due) of every contact, at the hour the crisis ended, moved inside the hours they may be reached in.

    `ended_at` is on the person's own clock. `earliest` and `latest` are theirs; without them, between 10 and 18.
    """
    first, last = earliest or time(10), latest or time(18)
    hour = min(max(ended_at.timetz().replace(tzinfo=None), first), last) if first <= last else first
    days = [(one.way, (ended_at + timedelta(days=one.day)).date()) for one in MONTH]
    return [(way, datetime.combine(day, hour, ended_at.tzinfo)) for way, day in days]


def may_end_unreached(tries: int) -> bool:
    """Whether a contact may end without having reached them: after at least three tries."""
    return tries >= LEAST_TRIES


def is_tried_again(tries: int) -> bool:
    """Whether there is another try after so many."""
    return tries < MOST_TRIES


def repeated(ended: Sequence[datetime], began: datetime) -> bool:
    """Whether a crisis that began then is a repeat: another ended within the 30 days before."""
    return any(timedelta(0) <= began - one <= MONTH_LASTS for one in ended)
