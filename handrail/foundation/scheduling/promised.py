"""What scheduling promised, made true again after a restore."""

from __future__ import annotations

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.scheduling.models import CalendarFeed


def calendar_feed_ended(promised: Promise, act: Act) -> bool:
    """The address opens nothing."""
    feed = CalendarFeed.objects.filter(pk=promised.subject, worker=promised.person, ended_at=None)
    return bool(feed.update(ended_at=promised.acted_at))
