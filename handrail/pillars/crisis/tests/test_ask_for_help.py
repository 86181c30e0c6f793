"""Maya asks for help: it is there with its first call due, or not at all; sent again it is the same."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils import timezone

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Asking, LogEntry
from tests.cast import build_cast


def test_what_maya_asked_is_due_at_once_and_written_down(desk):
    alert = crisis.ask_for_help(desk.maya, key=uuid4(), words="I am at the creek.", act=desk.act(desk.maya))
    assert (alert.tier, alert.due_at, alert.steps) == (2, desk.now, 0)
    assert [line.kind for line in alert.log.order_by("pk")] == ["asked", "note"]
    entry = Entry.objects.get(kind="crisis.alert.raised")
    assert (entry.person, entry.facts) == (desk.maya, {"origin": "person", "tier": 2})


def test_the_reference_says_nothing_of_her(alert):
    assert len(alert.reference) == 6
    assert "MAYA" not in alert.reference


def test_sent_again_with_the_same_key_it_is_the_same_request(desk):
    key = uuid4()
    first = crisis.ask_for_help(desk.maya, key=key, act=desk.act(desk.maya))
    assert crisis.ask_for_help(desk.maya, key=key, act=desk.act(desk.maya)) == first
    assert (Alert.objects.count(), Asking.objects.count(), LogEntry.objects.count()) == (1, 1, 1)


def test_a_page_that_a_phone_kept_asks_for_whoever_presses_now(desk, alert):
    key = Asking.objects.get().key
    for _press in range(2):
        theirs = crisis.ask_for_help(desk.omar, key=key, act=desk.act(desk.omar))
        assert (theirs.person, Alert.objects.count()) == (desk.omar, 2)


def test_a_page_that_a_phone_kept_asks_anew_when_what_it_asked_for_has_ended(desk, alert):
    key = Asking.objects.get().key
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=desk.sam, follow_up_at=desk.now + timedelta(hours=9),
        act=desk.act(desk.noor),
    )  # fmt: skip
    again = {crisis.ask_for_help(desk.maya, key=key, act=desk.act(desk.maya)) for _press in range(2)}
    assert len(again) == 1
    assert again.pop().is_open


def test_asked_again_while_it_is_open_it_is_that_alert(desk, alert):
    again = crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya))
    assert again == alert
    assert [line.kind for line in alert.log.order_by("pk")] == ["asked", "asked_again"]


def test_somebody_without_a_name_is_helped(desk):
    alert = crisis.ask_for_help(None, key=uuid4(), callback="+15550199", act=desk.act(None, via="open"))
    assert Alert.objects.visible_to(desk.act(desk.noor)).get() == alert
    assert not Alert.objects.visible_to(desk.act(desk.priya)).exists()


def test_her_team_asks_for_her_and_theo_does_not(desk):
    crisis.ask_for_help(desk.maya, key=uuid4(), origin=Alert.Origin.WORKER, act=desk.act(desk.priya))
    with pytest.raises(Refused):
        crisis.ask_for_help(desk.maya, key=uuid4(), origin=Alert.Origin.WORKER, act=desk.act(desk.theo))


def test_who_sees_it(desk, alert):
    seen = {name for name in desk.people if Alert.objects.visible_to(desk.act(desk.people[name])).exists()}
    assert seen >= {"maya", "priya", "noor", "idris", "ravi"}
    assert not seen & {"theo", "far", "omar", "rosa", "elin"}


def test_thirty_at_once_are_one(transactional_db):
    cast, key, ready, made = build_cast(timezone.now()), uuid4(), Barrier(30, timeout=60), []

    def press() -> None:
        ready.wait()
        made.append(crisis.ask_for_help(cast.maya, key=key, act=cast.act(cast.maya)).pk)
        connections.close_all()

    presses = [Thread(target=press) for _ in range(30)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(60)
    assert len(made) == 30
    assert len(set(made)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM crisis_alert")
        assert cursor.fetchone() == (1,)
