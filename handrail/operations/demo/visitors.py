"""What real people did in the demo: it is theirs, and the story leaves it as it is."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.ledger.models import Entry
from handrail.operations.demo.journal import VIA

#: What nobody did by hand: the story itself, what followed from an event, and what time brought.
BY_ITSELF = (VIA, "reaction", "clock")


def touched(noun: str, since: datetime) -> set[int]:
    """Keys of the rows of a noun (`plans.step`) that somebody added or changed by hand since then."""
    by_hand = Entry.objects.filter(kind__startswith=f"{noun}.", at__gte=since).exclude(via__in=BY_ITSELF)
    return {key for key in by_hand.values_list("subject", flat=True) if key is not None}
