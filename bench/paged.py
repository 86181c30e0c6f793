"""Runs inside Django: requests for help, and the pager that calls somebody about each."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.db.models import F, Min
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.pager import page_due


def open_many(count: int) -> None:
    """That many open alerts, none of them due before tomorrow."""
    now = timezone.now()
    Alert.objects.bulk_create(
        (Alert(reference=f"B{n:06d}", origin="worker", tier=2, raised_at=now, due_at=now + timedelta(days=1))
         for n in range(count)), batch_size=2000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE crisis_alert")


def turn_times(turns: int) -> list[float]:
    """Seconds each turn of the pager took, with nothing due."""
    took = []
    for _turn in range(turns):
        began = time.perf_counter()
        page_due()
        took.append(time.perf_counter() - began)
    return took


def ask(a_second: int, seconds: float) -> int:
    """Ask for help that often, for so long; returns how many requests were kept."""
    began, asked = time.monotonic(), 0
    while (gone := time.monotonic() - began) < seconds:
        if asked < gone * a_second:
            crisis.ask_for_help(None, key=uuid4(), act=Act(actor=None, at=timezone.now(), via="bench"))
            asked += 1
        else:
            time.sleep(0.002)
    return asked


def page_for(seconds: float) -> None:
    """Go round as the pager does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if page_due().steps == 0:
            time.sleep(0.5)


def first_pages() -> list[float]:
    """Seconds from each request to when a carrier had taken its first message."""
    asked = Alert.objects.filter(origin="person")
    first = asked.annotate(first=Min("pages__answered_at")).exclude(first=None)
    return [
        gap.total_seconds()
        for gap in first.annotate(gap=F("first") - F("raised_at")).values_list("gap", flat=True)
    ]


def unpaged() -> int:
    """Requests nobody was called about."""
    return Alert.objects.filter(origin="person", pages=None).count()
