"""The watchdog counts by its own clock, and calls the desk also when the database is gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from handrail.foundation.ledger.models import Heartbeat
from handrail.operations import pager_command, watchdog
from handrail.operations.pager import LOOP
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.roster import write_snapshot

BEAT = datetime(2026, 11, 19, 14, 3, tzinfo=UTC)


@pytest.fixture
def dog(settings, tmp_path, monkeypatch):
    """A watchdog whose looks find what the test says; its desk is Noor's mailbox."""
    settings.ROSTER = tmp_path / "roster.json"
    settings.ROSTER.write_text(json.dumps([{"email": "noor@riverbend.example"}]))
    found = {"beat": BEAT}
    monkeypatch.setattr(watchdog, "last_beat", lambda: found["beat"])
    one = watchdog.Watchdog()
    one.silence = watchdog.Silence(0.0)
    one.found = found
    return one


def test_while_the_pager_beats_nobody_is_called(dog):
    for second in range(0, 600, 5):
        dog.found["beat"] = BEAT + timedelta(seconds=second)
        assert dog.look(float(second)) == 0


@pytest.mark.parametrize("found", [BEAT, None], ids=["the same beat", "no database"])
def test_after_a_minute_of_silence_the_desk_is_called_and_every_two_minutes_again(dog, found):
    dog.look(0.0)
    dog.found["beat"] = found
    calls = [second for second in range(5, 305, 5) if dog.look(float(second))]
    assert calls == [60, 180, 300]
    assert {sent.body for sent in mail.outbox} == {watchdog.WORDS}


def test_once_it_beats_again_the_watchdog_is_quiet(dog):
    dog.look(0.0)
    dog.look(60.0)
    dog.found["beat"] = BEAT + timedelta(seconds=65)
    assert [dog.look(float(second)) for second in (65, 100, 120)] == [0, 0, 0]


def test_without_anybody_to_call_it_goes_on_looking(dog, settings):
    settings.ROSTER.unlink()
    dog.look(0.0)
    assert dog.look(60.0) == 0


def test_status_says_what_is_not_as_it_should_be(live_cast, settings, tmp_path):
    settings.SPOOL, settings.ROSTER = tmp_path, tmp_path / "roster.json"
    code, text = pager_command.status()
    assert code == 1
    assert "never heard" in text and "nobody: supervisors are called first" in text
    now = timezone.now()
    Heartbeat.objects.create(loop=LOOP, at=now)
    week = {"from_at": now - timedelta(hours=1), "until_at": now + timedelta(days=8)}
    crisis.add_shift(live_cast.noor, place=1, act=live_cast.act(live_cast.ravi), **week)
    code, text = pager_command.status()
    assert (code, "Noor A. until" in text) == (0, True)
    assert write_snapshot(now) == 1
