"""Crises of the organisation in numbers: counted from the log, nothing typed, no small cell shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Max, Min, Q

from handrail.clinical.triage.crises_in_numbers import Crisis, Numbers, numbers_of
from handrail.clinical.triage.return_to_use import Day, Lengths, Return, lengths_of, returns_of
from handrail.foundation.measures.models import CheckIn
from handrail.pillars.crisis.models import Alert, AlertQuerySet, Answer, Around, Holding, LookedBack


def in_numbers(first: datetime, last: datetime) -> Numbers:
    """Of everything that was closed between two moments."""
    return numbers_of(list(_crises(first, last)))


def returns_to_use(first: date, last: date) -> Lengths:
    """How long those took that ended between two days."""
    return lengths_of(told_returns(first, last))


def told_returns(first: date, last: date) -> list[Return]:
    """Every return to use between two days, as told in check-ins."""
    told = CheckIn.objects.between(first, last)
    used = told.filter(use=CheckIn.Use.YES).values("person")
    # Of several answers on one day "yes" counts: it comes after "no" in the alphabet.
    days = (
        told.filter(person__in=used, use__in=[CheckIn.Use.YES, CheckIn.Use.NO])
        .values("person", "day")
        .annotate(told=Max("use"))
        .order_by("person", "day")
        .values_list("person", "day", "told")
    )
    return returns_of(Day(person, day, use == CheckIn.Use.YES) for person, day, use in days.iterator())


def _crises(first: datetime, last: datetime) -> Iterator[Crisis]:
    closed = Alert.objects.filter(closed_at__gte=first, closed_at__lt=last)
    answered = dict(
        Holding.objects.filter(alert__in=closed).values_list("alert").annotate(first=Min("from_at"))
    )
    told = _chosen(closed)
    for one in closed.order_by("pk"):
        assert one.closed_at is not None
        yield Crisis(
            one.person_id, one.raised_at, answered.get(one.pk), one.closed_at,
            *(told.get((one.pk, question), "") for question in LookedBack),
        )  # fmt: skip


def _chosen(closed: AlertQuerySet) -> dict[tuple[int, str], str]:
    """By alert and question: what set it off, what helped and what would have; the newest counts, so what was chosen
    afterwards takes the place of what was told in the conversation."""
    rows = Answer.objects.filter(
        Q(check_id=Answer.AROUND, question=Around.SET_OFF) | Q(check_id=Answer.LOOK_BACK),
        alert__in=closed.values("pk"),
    )
    return {(one.alert_id, one.question): one.told for one in rows.order_by("at", "pk")}
