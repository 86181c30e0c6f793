"""Emergency care and the way back: what is owed by when.

Source: 42 CFR 2.51(c) and trust/requirements.md P2-13 (the four facts of a disclosure in a medical emergency, written
down at once; the alarm after 15 minutes); clinical/protocols.md 2.5 (contact soon after a crisis matters more than a
score; after discharge the first week is the most dangerous). How soon arrival is asked about, when somebody asks again,
how far ahead a day may lie, and that the three things after a return are due within a day, is design: a site must
approve it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

VERSION = "1"
FACTS_WITHIN = timedelta(minutes=15)
#: When nobody said that they arrived, somebody asks.
ARRIVAL_WITHIN = timedelta(hours=1)
#: When nobody knows when they come out, somebody asks again.
ASK_AGAIN = timedelta(hours=24)
#: Contact, plan and appointments, each of them, after they are back.
REENTRY_WITHIN = timedelta(hours=24)
#: Longer ahead nobody can say when somebody comes out: then it is asked again.
FURTHEST = timedelta(days=60)


def discharge_asked_at(now: datetime, expected_at: datetime | None) -> datetime:
    """When somebody asks whether they are out: when it is expected, else a day later. ValueError for a day too far."""
    if expected_at is None:
        return now + ASK_AGAIN
    if not now < expected_at <= now + FURTHEST:
        raise ValueError("Say a time ahead, within two months. Nothing was changed.")
    return expected_at
