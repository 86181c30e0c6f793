"""F01, F34: the process that takes a request for help is killed at every step; nothing acknowledged is ever lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Asking, LogEntry
from tests.cast import build_cast
from tests.faults.killing import killed_at_each_step

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_alert_its_first_call_and_its_entry_are_there_together_or_not_at_all():
    cast, phone = build_cast(timezone.now()), {"key": uuid4()}
    kills = unknown = lost = doubled = 0

    def ask(_steps=None):
        act = cast.act(None, via="open")
        return crisis.ask_for_help(None, key=phone["key"], words="Under the bridge.", act=act)

    for _step in killed_at_each_step(ask):
        kills += 1
        there = _rows(phone["key"])
        assert there in {(0, 0, 0, 0), (1, 1, 2, 1)}
        unknown += there[0]
        # The phone never learned what became of it, and sends it again.
        alert = ask()
        lost += alert.due_at is None or _rows(phone["key"]) != (1, 1, 2, 1)
        doubled += Alert.objects.count() != kills
        phone["key"] = uuid4()
    print(
        f"killed {kills}, of which {unknown} had been kept; answered {kills}, lost {lost}, doubled {doubled}"
    )
    assert (lost, doubled) == (0, 0)
    assert kills > 15 and unknown > 0


def _rows(key):
    alerts = Alert.objects.filter(askings__key=key)
    return (
        alerts.count(), Asking.objects.filter(key=key).count(), LogEntry.objects.filter(alert__in=alerts).count(),
        Entry.objects.filter(subject__in=alerts, kind="crisis.alert.raised").count(),
    )  # fmt: skip
