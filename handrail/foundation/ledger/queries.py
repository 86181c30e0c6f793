"""What is owed and has been for too long."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.ledger.models import Delivery

TOO_LONG = timedelta(minutes=5)


def overdue_deliveries(now: datetime) -> int:
    """How many reactions have been owed for more than five minutes past their first time."""
    return Delivery.objects.owed().filter(entry__at__lt=now - TOO_LONG).count()
