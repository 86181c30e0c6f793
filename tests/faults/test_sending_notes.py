"""The sender of reminders is killed at every step, or two of them go round: nobody gets one twice, and none is lost."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging import senders
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import handed
from handrail.foundation.messaging.models import ChosenPace, Permission, Ping, Reminder
from handrail.foundation.people.models import ContactPoint
from tests.cast import build_cast
from tests.faults.killing import killed_at_each_step

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Status = Reminder.Status


@pytest.fixture
def cast(settings, tmp_path):
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    cast = build_cast(timezone.now())
    for person, number in ((cast.maya, "+15555550111"), (cast.omar, "+15555550112")):
        point = ContactPoint.objects.create(person=person, system="sms", value=number, safety="safe")
        Permission.objects.create(
            person=person,
            point=point,
            mark=number,
            wording="w",
            language="en",
            asked_at=cast.now,
            agreed_at=cast.now,
        )
        same = cast.now.time().replace(tzinfo=None)
        ChosenPace.objects.create(person=person, per_day=3, quiet_from=same, quiet_until=same)
    return cast


def due(cast, about: str) -> None:
    people = (cast.maya, cast.omar)
    wanted = [Wanted(one.pk, Kind.SCALE, about, cast.now - HOUR, cast.now + DAY) for one in people]
    messaging.remind(wanted, act=cast.act(None))


def send(cast, at) -> None:
    act = cast.act(None, at=at)
    parcels = messaging.lease_due(act=act)
    messaging.record_answers(parcels, handed(parcels), act=act)


def sent(settings) -> list[str]:
    if not settings.SMS_FILE.exists():
        return []
    return [json.loads(line)["key"] for line in settings.SMS_FILE.read_text().splitlines()]


def test_killed_at_each_step_it_sends_nothing_twice_and_loses_nothing(cast, settings):
    carriers, kills = dict(senders.CHANNELS), 0

    def once(steps):
        for name, carrier in carriers.items():
            senders.CHANNELS[name] = steps.carrier(carrier)
        send(cast, timezone.now())

    due(cast, "0")
    for _step in killed_at_each_step(once):
        kills, later = kills + 1, timezone.now() + HOUR
        messaging.settle_lost(act=cast.act(None, at=later))
        send(cast, later)
        keys, told = sent(settings), Counter(Reminder.objects.values_list("status", flat=True))
        assert len(keys) == len(set(keys)), "nothing goes out twice"
        assert told[Status.ACCEPTED] + told[Status.UNKNOWN] == 2, "each is sent, or told as maybe sent"
        assert told[Status.ACCEPTED] <= len(keys)
        Reminder.objects.all().delete()
        Ping.objects.all().delete()
        settings.SMS_FILE.unlink(missing_ok=True)
        due(cast, str(kills))
    assert kills > 20


def test_two_senders_at_once_send_each_once(cast, settings):
    due(cast, "both")
    start = Barrier(2, timeout=60)

    def one():
        start.wait()
        try:
            send(cast, timezone.now())
        finally:
            connections.close_all()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert len(sent(settings)) == len(set(sent(settings))) == 2
