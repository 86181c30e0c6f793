"""The pager calls one human after another, each by two ways at least, until one says that they have it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from handrail.foundation.consent.evaluator import may
from handrail.foundation.messaging import senders
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.actions import paging
from handrail.pillars.crisis.models import Alert, Page, Shift

MINUTE = timedelta(minutes=1)


@pytest.fixture
def turn(desk, monkeypatch):
    """One turn of the pager with the database's clock at that minute."""

    def at(minute: float) -> pager.Turn:
        monkeypatch.setattr(pager, "database_clock", lambda: desk.now + minute * MINUTE)
        return pager.page_due()

    return at


def called(alert, step):
    return sorted({page.to.preferred_name for page in alert.pages.filter(step=step).select_related("to")})


def test_noor_then_idris_then_ravi_then_everyone_without_end(desk, alert, turn):
    for minute in (0, 2, 4, 6, 8):
        assert turn(minute).steps == 1
        assert turn(minute + 1).steps == 0
    everyone = ["Idris", "Noor A.", "Ravi S."]
    assert [called(alert, step) for step in range(1, 6)] == [
        ["Noor A."], ["Idris"], ["Ravi S."], everyone, everyone,
    ]  # fmt: skip


def test_noor_is_called_by_two_ways_in_words_that_say_nothing(desk, alert, turn, texts):
    turn(0)
    words = f"Alert {alert.reference} is waiting. Sign in to take it."
    assert texts() == [("+15550200", words)]
    assert [(sent.to, sent.body) for sent in mail.outbox] == [(["noor@riverbend.example"], words)]
    assert {(p.channel, p.status) for p in alert.pages.all()} == {("sms", "accepted"), ("email", "accepted")}


def test_nobody_is_called_who_could_not_open_it(desk, alert, turn):
    for minute in range(0, 12, 2):
        turn(minute)
    assert not Page.objects.filter(to__in=[desk.far, desk.theo]).exists()


def test_what_somebody_has_rests_and_what_ran_out_goes_on_where_it_was(desk, alert, turn):
    turn(0)
    crisis.acknowledge(alert, act=desk.act(desk.noor, desk.now + MINUTE))
    assert [turn(minute).steps for minute in (2, 4, 15.9)] == [0, 0, 0]
    assert turn(16).steps == 1
    assert called(alert, 2) == ["Idris"]
    assert alert.holdings.get().until_at == desk.now + 16 * MINUTE
    assert [line.kind for line in alert.log.order_by("pk")] == [
        "asked",
        "called",
        "held",
        "ran_out",
        "called",
    ]


def test_a_text_that_was_taken_is_no_acknowledgement(desk, alert, turn):
    turn(0)
    assert not alert.holdings.exists()
    assert Alert.objects.get(pk=alert.pk).due_at == desk.now + 2 * MINUTE


def test_asked_again_whoever_has_it_is_called_first(desk, alert, turn):
    turn(0)
    crisis.acknowledge(alert, act=desk.act(desk.idris, desk.now + MINUTE))
    crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya, desk.now + 3 * MINUTE))
    turn(3)
    assert called(alert, 2) == ["Idris"]
    assert alert.holdings.filter(until_at=None).exists()
    turn(5)
    assert not alert.holdings.filter(until_at=None).exists()


def test_a_pager_that_died_while_sending_costs_one_more_copy_and_no_time(desk, alert, turn):
    act = desk.act(None, via="pager")
    dead = crisis.lease(alert.pk, act=act)
    assert turn(0.2).steps == 0
    assert turn(0.4).steps == 1
    assert {(p.step, p.attempt) for p in alert.pages.all()} == {(1, 1), (1, 2)}
    assert not crisis.record_step(dead, {}, act=act)
    assert Alert.objects.get(pk=alert.pk).steps == 1


def test_what_is_taken_while_a_step_is_sent_stays_with_whoever_took_it(desk, alert):
    act = desk.act(None, via="pager")
    leased = crisis.lease(alert.pk, act=act)
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    assert not crisis.record_step(leased, {}, act=act)
    assert Alert.objects.get(pk=alert.pk).due_at == desk.now + 15 * MINUTE


def test_with_nobody_on_call_the_supervisor_is_called_at_once(desk, alert, turn):
    Shift.objects.all().delete()
    turn(0)
    assert called(alert, 1) == ["Ravi S."]


def test_somebody_without_a_name_is_not_forgotten(desk, turn):
    alert = crisis.ask_for_help(None, key=uuid4(), act=desk.act(None))
    turn(0)
    for minute in (2, 4, 6):
        turn(minute)
    assert called(alert, 1) == ["Noor A."]
    assert called(alert, 4) == ["Far", "Idris", "Noor A.", "Ravi S."]


def test_far_on_call_learns_what_maya_asked_and_shared_and_nothing_of_her_record(desk, turn):
    crisis.add_shift(
        desk.far, place=3, from_at=desk.now, until_at=desk.now + 60 * MINUTE, act=desk.act(desk.ravi)
    )
    alert = crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya))
    for minute in (0, 2, 4):
        turn(minute)
    assert called(alert, 3) == ["Far"]
    far = desk.act(desk.far, desk.now + 5 * MINUTE)
    crisis.acknowledge(alert, act=far)
    assert not any(may(far, what, desk.maya) for what in ("demographics", "safe_contact", "safety_plan"))
    assert not Alert.objects.visible_to(desk.act(desk.far, desk.now + 61 * MINUTE)).exists()


def test_far_on_call_is_not_called_for_what_maya_answered(desk, turn):
    crisis.add_shift(
        desk.far, place=3, from_at=desk.now, until_at=desk.now + 60 * MINUTE, act=desk.act(desk.ravi)
    )
    alert = crisis.ask_for_help(desk.maya, key=uuid4(), origin=Alert.Origin.SAFETY_ANSWER, act=desk.act(None))
    for minute in range(0, 12, 2):
        turn(minute)
    assert not alert.pages.filter(to=desk.far).exists()


def test_an_alert_that_cannot_be_worked_on_stops_no_other_and_stays_due(desk, alert, turn, monkeypatch):
    other = crisis.ask_for_help(desk.omar, key=uuid4(), act=desk.act(desk.omar))
    nameless = crisis.ask_for_help(None, key=uuid4(), act=desk.act(None))
    real = paging.rungs_of

    def breaks(one, act):
        if one.pk == alert.pk:
            raise RuntimeError("poison")
        return real(one, act)

    monkeypatch.setattr(paging, "rungs_of", breaks)
    assert turn(0).steps == 2
    assert other.pages.exists() and nameless.pages.exists()
    alert.refresh_from_db()
    assert (alert.is_open, alert.due_at) == (True, desk.now + 2 * MINUTE)
    monkeypatch.setattr(paging, "rungs_of", real)
    turn(2)
    assert called(alert, 1) == ["Noor A."]


def test_a_carrier_that_breaks_stops_no_other_message(desk, alert, turn, monkeypatch, texts):
    def breaks(_address, _words, _key):
        raise RuntimeError("carrier")

    monkeypatch.setitem(senders.CHANNELS, "email", breaks)
    turn(0)
    assert len(texts()) == 1
    assert {(p.channel, p.status) for p in alert.pages.all()} == {("sms", "accepted"), ("email", "unknown")}
