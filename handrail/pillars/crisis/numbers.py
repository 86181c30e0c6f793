"""Crises of the organisation in numbers: counted from the log, nothing typed, no small cell shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Min

from handrail.clinical.triage.crises_in_numbers import Crisis, Numbers, numbers_of
from handrail.pillars.crisis.models import Alert, Answer, Around, Holding


def in_numbers(first: datetime, last: datetime) -> Numbers:
    """Of everything that was closed between two moments."""
    return numbers_of(list(_crises(first, last)))


def _crises(first: datetime, last: datetime) -> Iterator[Crisis]:
    closed = Alert.objects.filter(closed_at__gte=first, closed_at__lt=last)
    answered = dict(
        Holding.objects.filter(alert__in=closed).values_list("alert").annotate(first=Min("from_at"))
    )
    told = Answer.objects.filter(
        alert__in=closed.values("pk"), check_id=Answer.AROUND, question=Around.SET_OFF
    ).order_by("at", "pk")
    newest = {one.alert_id: one.told for one in told}
    for one in closed.order_by("pk"):
        assert one.closed_at is not None
        yield Crisis(
            one.person_id, one.raised_at, answered.get(one.pk), one.closed_at, newest.get(one.pk, "")
        )
