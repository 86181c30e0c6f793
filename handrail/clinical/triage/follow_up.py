"""When somebody speaks with a person again after a crisis.

Source: trust/requirements.md CR-06 (follow-up within 24 to 48 hours becomes a due task that escalates like an alert,
slower); clinical/measures.yaml, after_crisis_contacts. How soon a missed one goes to the next human is design: a site
must approve it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

VERSION = "1"
LATEST = timedelta(hours=48)
#: A follow-up that was not made by its time goes to the next responsible human after this.
HANDED_ON_AFTER = timedelta(hours=1)
#: How long the next one has for it.
NEXT_WITHIN = timedelta(hours=4)


def is_in_time(closed_at: datetime, due_at: datetime) -> bool:
    """Whether a first contact lies ahead and within two days."""
    return closed_at < due_at <= closed_at + LATEST
