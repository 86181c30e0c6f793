"""Runs inside Django: a wave of reminders through the local sender, and check-ins meanwhile."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measures
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import ChosenPace, Permission, Ping
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.sealing.row_key import give_keys
from handrail.foundation.teams.models import Enrolment
from handrail.operations.reminder_loop import rest_after


def set_up(count: int) -> int:
    """So many people who let us write, with one reminder each that is due; no hour is quiet for them."""
    now = timezone.now()
    people = Person.objects.bulk_create(
        (Person(preferred_name=f"W{n}", made_at=now) for n in range(count)), batch_size=2000
    )
    points = [
        ContactPoint(person=one, system="sms", value=f"+1555{one.pk % 10**7:07}", safety="safe")
        for one in people
    ]
    give_keys(points)
    ContactPoint.objects.bulk_create(points, batch_size=2000)
    Permission.objects.bulk_create(
        (Permission(person=one.person, point=one, mark="", wording="bench", language="en", asked_at=now, agreed_at=now)
         for one in points), batch_size=2000,
    )  # fmt: skip
    same = now.time().replace(tzinfo=None)
    ChosenPace.objects.bulk_create(
        (ChosenPace(person=one, quiet_from=same, quiet_until=same) for one in people), batch_size=2000
    )
    due = now - timedelta(seconds=1)
    wanted = [Wanted(one.pk, Kind.SCALE, "bench", due, now + timedelta(days=1)) for one in people]
    return messaging.remind(wanted, act=Act(None, now, "bench"))


def wave() -> tuple[float, int]:
    """Send all of them; seconds, and how many a carrier took."""
    began = time.perf_counter()
    turn = began
    while sent := send_due(act=Act(None, timezone.now(), "bench")):
        time.sleep(rest_after(time.perf_counter() - turn, sent))
        turn = time.perf_counter()
    took = time.perf_counter() - began
    return took, Ping.objects.filter(status=Ping.Status.ACCEPTED, place__isnull=False).count()


def check_ins(seconds: float) -> list[float]:
    """Seconds of each check-in, one after the other with a pause, for so long."""
    person = Enrolment.objects.select_related("person").order_by("pk")[0].person
    until, took = time.monotonic() + seconds, []
    while time.monotonic() < until:
        began = time.perf_counter()
        act = Act(actor=person, at=timezone.now(), via="bench")
        measures.check_in(person, key=uuid4(), answers={"mood": 5}, act=act)
        took.append(time.perf_counter() - began)
        time.sleep(0.02)
    return took
