"""Runs inside Django: requests for help, and the pager that calls somebody about each."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.db.models import F, Min
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Holding
from handrail.pillars.crisis.pager import page_due

OWE = """
INSERT INTO ledger_delivery (entry_id, person_id, reaction, due_at, attempts, trouble)
SELECT e.id, NULL, 'bench.' || n, now(), 0, '' FROM (SELECT min(id) AS id FROM ledger_entry) e, generate_series(1, %s) n
"""


def open_many(count: int) -> None:
    """That many open alerts that somebody has, none of them due before tomorrow."""
    now, worker = timezone.now(), Person.objects.order_by("pk")[0]
    made = Alert.objects.bulk_create(
        (Alert(reference=f"B{n:06d}", origin="worker", tier=2, raised_at=now, due_at=now + timedelta(hours=23), next_step="x")
         for n in range(count)), batch_size=2000,
    )  # fmt: skip
    Holding.objects.bulk_create(
        (Holding(alert=one, worker=worker, from_at=now) for one in made), batch_size=2000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE crisis_alert, crisis_holding")


def owe_many(count: int) -> None:
    """That many reactions that are owed and due, of a kind that nothing here does, so that they stay."""
    with connection.cursor() as cursor:
        cursor.execute(OWE, [count])
        cursor.execute("ANALYZE ledger_delivery")


def close_all() -> None:
    """Nothing is open any more."""
    closed = {"due_at": None, "closed_at": timezone.now(), "closed_by": Person.objects.order_by("pk")[0]}
    Alert.objects.open().update(outcome=Alert.Outcome.SETTLED, **closed)


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


def first_pages(count: int) -> list[float]:
    """Seconds from each of the newest requests to when a carrier had taken its first message."""
    newest = list(Alert.objects.filter(origin="person").order_by("-pk").values_list("pk", flat=True)[:count])
    asked = Alert.objects.filter(pk__in=newest)
    first = asked.annotate(first=Min("pages__answered_at")).exclude(first=None)
    return [
        gap.total_seconds()
        for gap in first.annotate(gap=F("first") - F("raised_at")).values_list("gap", flat=True)
    ]


def unpaged() -> int:
    """Requests nobody was called about."""
    return Alert.objects.filter(origin="person", pages=None).count()
