"""Maya chose one note a day: what is due goes out as one, once, to a number of hers, and she can read what became of it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging import senders
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import Ping, Reminder
from handrail.foundation.people.models import ContactPoint

HOUR = timedelta(hours=1)


@pytest.fixture
def morning(cast):
    """Ten the next morning."""
    return cast.now.replace(hour=10, minute=0) + timedelta(days=1)


def want(person, kind=Kind.SCALE, about="1", at=None, lasts=24 * HOUR, happens=None) -> Wanted:
    return Wanted(person.pk, kind, about, at, at + lasts, happens)


def state(**of) -> list[tuple[str, str]]:
    return list(Reminder.objects.filter(**of).order_by("pk").values_list("status", "why"))


def test_what_is_due_together_is_one_text_and_the_next_waits_for_tomorrow(cast, permit, texts, morning):
    permit(cast.maya)
    sent, house = len(texts()), cast.act(None, at=morning)
    meeting = want(cast.maya, Kind.APPOINTMENT, "7", morning, happens=morning + 25 * HOUR)
    both = [want(cast.maya, at=morning), meeting, want(cast.maya, at=morning)]
    assert messaging.remind(both, act=house) == 2 and messaging.remind(both, act=house) == 0
    assert send_due(act=house) == 1 and send_due(act=house) == 0
    assert texts()[sent:] == [("+15555550111", "Tomorrow at 11:00 am. You have a note.")]
    assert state() == [("accepted", "")] * 2
    messaging.remind([want(cast.maya, about="2", at=morning + HOUR)], act=house)
    assert send_due(act=cast.act(None, at=morning + HOUR)) == 0
    assert Reminder.objects.get(about="2").due_at > morning + 12 * HOUR
    assert send_due(act=cast.act(None, at=morning + 24 * HOUR)) == 1


def test_the_database_has_no_room_for_a_second_first_message_of_a_day(cast, permit, morning):
    given = permit(cast.maya)
    row = {
        "person": cast.maya,
        "permission": given,
        "channel": "sms",
        "lines": [],
        "day": cast.today,
        "at": morning,
    }
    Ping.objects.create(place=1, **row)
    with pytest.raises(IntegrityError):
        Ping.objects.create(place=1, **row)


@pytest.mark.parametrize("closed", ["stopped", "not safe", "never shown to be hers"])
def test_nothing_goes_where_it_may_not_and_that_is_told(cast, permit, texts, morning, closed):
    if closed == "never shown to be hers":
        messaging.ask_permission(cast.maya, "sms", "+15555550111", act=cast.act(cast.maya))
    else:
        given = permit(cast.maya)
    if closed == "stopped":
        messaging.end_permission(given, act=cast.act(cast.maya))
    elif closed == "not safe":
        unsafe, no = ContactPoint.Safety.UNSAFE, ContactPoint.Voicemail.NO
        consent.set_contact_safety(given.point, safety=unsafe, voicemail=no, act=cast.act(cast.priya))
    sent, house = len(texts()), cast.act(None, at=morning)
    messaging.remind([want(cast.maya, at=morning), want(cast.maya, Kind.CRISIS, at=morning)], act=house)
    assert send_due(act=house) == 0
    assert (len(texts()), state()) == (sent, [("withheld", "no_way")] * 2)


def test_what_is_about_nothing_any_more_is_called_off(cast, permit, texts, morning):
    permit(cast.maya)
    house = cast.act(None, at=morning)
    messaging.remind([want(cast.maya, at=morning)], act=house)
    assert send_due(act=house, holds=lambda _reminders, _at: set()) == 0
    assert state() == [("called_off", "")]


def test_mail_has_a_subject_that_says_nothing_and_the_way_she_likes_comes_first(cast, permit, morning):
    permit(cast.maya)
    permit(cast.maya, "email", "maya@example.org")
    messaging.choose_pace(
        cast.maya, per_day=1, at=time(9), quiet=(time(21), time(8)), kinds=["scale"], first="email", act=cast.act(cast.maya)
    )  # fmt: skip
    house = cast.act(None, at=morning)
    messaging.remind([want(cast.maya, at=morning), want(cast.maya, Kind.CHECK_IN, at=morning)], act=house)
    assert send_due(act=house) == 1
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("You have a message", ["maya@example.org"])
    assert state() == [("accepted", ""), ("withheld", "not_wanted")]


@pytest.mark.parametrize(("said", "kept"), [("refused", "refused"), ("breaks", "unknown")])
def test_what_the_carrier_says_is_kept_and_nothing_is_sent_twice(
    cast, permit, monkeypatch, morning, said, kept
):
    permit(cast.maya)

    def carrier(_address, _words, _key):
        if said == "breaks":
            raise RuntimeError
        return said

    monkeypatch.setitem(senders.CHANNELS, "sms", carrier)
    house = cast.act(None, at=morning)
    messaging.remind([want(cast.maya, at=morning)], act=house)
    assert (send_due(act=house), send_due(act=house)) == (1, 0)
    assert state() == [(kept, "")] and Ping.objects.get(place=1).status == kept


def test_a_sender_that_dies_leaves_what_was_on_its_way_as_maybe_sent(cast, permit, texts, morning):
    permit(cast.maya)
    sent, house = len(texts()), cast.act(None, at=morning)
    messaging.remind([want(cast.maya, at=morning)], act=house)
    assert len(messaging.lease_due(act=house)) == 1
    assert (messaging.settle_lost(act=house), state()) == (0, [("going", "")])
    later = cast.act(None, at=morning + HOUR)
    assert (messaging.settle_lost(act=later), send_due(act=later)) == (1, 0)
    assert (len(texts()), state()) == (sent, [("unknown", "")])


def test_no_worker_sends_a_reminder_and_nobody_chooses_for_maya(cast, morning):
    with pytest.raises(Refused):
        messaging.remind([want(cast.maya, at=morning)], act=cast.act(cast.priya))
    for other in (cast.priya, cast.theo):
        with pytest.raises(Refused):
            messaging.choose_pace(
                cast.maya, per_day=3, at=time(9), quiet=(time(21), time(8)), kinds=[], first="sms", act=cast.act(other)
            )  # fmt: skip
