"""Runs inside Django: who asks and who reads, when they were called about, and the sweep of the night."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from bench.signed_in import counselors, in_care_of, visitor
from bench.visitor import Visitor
from handrail.clinical.early_warning.state import State
from handrail.continuum.watch.closing import due_for_closing
from handrail.continuum.watch.models import WatchState
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Membership, Programme, Role
from handrail.foundation.teams.queries import organisation_day
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Page


def enrol_more(count: int) -> int:
    """So many people more, spread over the programs, as a county has them; returns how many there are now."""
    programmes = list(Programme.objects.values_list("pk", flat=True))
    now = timezone.now()
    since = organisation_day(now)
    people = Person.objects.bulk_create(Person(preferred_name=f"C{n}", made_at=now) for n in range(count))
    Enrolment.objects.bulk_create(
        (Enrolment(person=one, programme_id=programmes[n % len(programmes)], from_on=since) for n, one in enumerate(people)),
        batch_size=2000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Enrolment.objects.on(since).values("person").distinct().count()


def readers(count: int) -> list[tuple[Visitor, int]]:
    """Counselors, each with somebody in their care."""
    return [(one, in_care_of(one.person)[0].person) for one in counselors(count)]


def on_two_channels(pressed: dict[int, float]) -> list[float]:
    """Seconds from each press to when carriers had taken a message about it on two channels."""
    took = []
    for person, at in pressed.items():
        pages = Page.objects.filter(alert__person=person, status=Page.Status.ACCEPTED).order_by("answered_at")
        first: dict[str, float] = {}
        for channel, answered in pages.exclude(answered_at=None).values_list("channel", "answered_at"):
            first.setdefault(channel, answered.timestamp() - at)  # type: ignore[union-attr]
        if len(first) > 1:
            took.append(sorted(first.values())[1])
    return took


def alerts_in_hand(count: int) -> tuple[Visitor, list[int]]:
    """A responder of the desk, and alerts of people they may read, each in their hands with what was said so far."""
    held = Membership.objects.at(timezone.now()).filter(role=Role.CRISIS_RESPONDER).order_by("pk")
    for member in held.select_related("person"):
        act = Act(actor=member.person, at=timezone.now(), via="bench")
        people = list(people_for(act, "crisis_episodes").exclude(pk=member.person_id).order_by("pk")[:count])
        if len(people) == count:
            return visitor(Account.objects.get(person=member.person)), [_in_hand(one, act) for one in people]
    raise RuntimeError("No responder has so many people.")


def _in_hand(person: Person, act: Act) -> int:
    alert: Alert = crisis.ask_for_help(
        person, key=uuid4(), act=Act(actor=person, at=act.at, via="bench"), words="It is too much tonight."
    )
    crisis.acknowledge(alert, act=act)
    for n in range(8):
        crisis.add_note(alert, words=f"Line {n} of what was said.", act=act)
    return alert.pk


def give_days_to_close() -> int:
    """As after midnight: everybody enrolled has days that are over and not closed yet; returns how many people.

    Who never checked in gets the memory of somebody who did, so that each of them is as much work.
    """
    now = timezone.now()
    before = organisation_day(now) - timedelta(days=2)
    kept = [_back_to(before, one.memory) for one in WatchState.objects.order_by("pk")[:100]]
    known = WatchState.objects.values("person")
    others = Enrolment.objects.at(now).exclude(person__in=known).values_list("person", flat=True).distinct()
    ahead = list(WatchState.objects.filter(through_day__gt=before))
    for one in ahead:
        one.through_day, one.memory = before, _back_to(before, one.memory)
    WatchState.objects.bulk_update(ahead, ["through_day", "memory"], batch_size=200)
    WatchState.objects.bulk_create(
        (WatchState(person_id=person, began_on=before - timedelta(days=60), through_day=before, memory=kept[n % len(kept)])
         for n, person in enumerate(others)),
        batch_size=500,
    )  # fmt: skip
    return still_to_close()


def _back_to(day: date, memory: dict[str, Any]) -> dict[str, Any]:
    """The same memory as if `day` were the last that it knows."""
    state = State.from_json(memory)
    state.day = day.toordinal()
    state.first_day = min(state.first_day or state.day, state.day)
    return state.to_json()


def still_to_close() -> int:
    """How many people have a day to close."""
    return due_for_closing(timezone.now()).count()
