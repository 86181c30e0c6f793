"""What the rules of stepped care suggest about whoever answered scales."""

from __future__ import annotations

from datetime import datetime

from handrail.continuum.hints import actions as hints
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Response
from handrail.foundation.people.models import Person


def suggest_reviews(now: datetime) -> None:
    """As the program itself would have, after the last scale of each."""
    act = Act(actor=None, at=now, via="clock")
    for person in Person.objects.filter(pk__in=Response.objects.values("person")).order_by("pk"):
        hints.weigh(person, act=act)
