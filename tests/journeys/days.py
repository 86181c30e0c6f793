"""Days that Maya tells of: usual ones and hard ones."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures.actions import check_in

DAY = timedelta(days=1)
USUAL = [{"mood": 7, "craving": 2, "sleep_quality": 6}, {"mood": 6, "craving": 3, "sleep_quality": 7}]
RISING = [
    {"mood": 6, "craving": 5, "sleep_quality": 4},
    {"mood": 6, "craving": 7, "sleep_quality": 3},
    {"mood": 6, "craving": 9, "sleep_quality": 1},
]
HARD = {"mood": 2, "craving": 9, "sleep_quality": 2}


def tell(cast, days_ago, answers):
    """Maya checks in on a day, in the evening, and the worker does what is owed."""
    at = cast.now - days_ago * DAY
    made = check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
    deliver_due(at)
    assert not Delivery.objects.owed().exists()
    return made
