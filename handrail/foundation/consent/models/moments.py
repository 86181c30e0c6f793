"""From one moment until another: the words that several nouns share."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q


def open_at(moment: datetime, start: str = "from_at", end: str = "until_at") -> Q:
    """Begun by `moment` and not over yet."""
    return Q(**{f"{start}__lte": moment}) & (Q(**{end: None}) | Q(**{f"{end}__gt": moment}))
