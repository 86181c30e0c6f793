"""The next 24 to 72 hours: how far a plan made in the conversation reaches.

Source: clinical/instruments.yaml, own_content `coping_plan_72h` (design), and protocols.md 2.5 (contact within 24 to 72
hours after a crisis contact). How long a meeting lasts is design.
"""

from __future__ import annotations

from datetime import datetime, timedelta

VERSION = "1"
REACHES = timedelta(hours=72)
MEETING_MINUTES = 50
#: So many days are looked through for a time that is free: today and the two after it.
DAYS = 3


def is_inside(now: datetime, at: datetime) -> bool:
    """Whether it lies ahead and within the three days."""
    return now < at <= now + REACHES
