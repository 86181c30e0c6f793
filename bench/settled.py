"""Runs inside Django: whether the worker has done what the time since a folder was built left to do."""

from __future__ import annotations

from django.utils import timezone

from handrail.continuum.watch.actions.gaps import BEGINS
from handrail.continuum.watch.closing import due_for_closing
from handrail.continuum.watch.models import GapNight
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.teams.queries import organisation_zone


def is_through() -> bool:
    """Tonight's look for gaps is over, every day is closed, and no reaction is due."""
    now = timezone.now()
    local = now.astimezone(organisation_zone())
    looked = local.hour < BEGINS or GapNight.objects.filter(day=local.date(), done_at__isnull=False).exists()
    return looked and not due_for_closing(now).exists() and not Delivery.objects.due(now).exists()
