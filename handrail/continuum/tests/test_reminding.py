"""What Maya is reminded of: her meetings, the scale she was asked, her check-in; and not of what is over."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core import mail

from handrail.continuum import reminding
from handrail.continuum.watch import actions as watch
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import actions as measures
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import Reminder
from handrail.foundation.messaging.tests.conftest import permit, texts
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment

__all__ = ["permit", "texts"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def morning(cast):
    return cast.now.replace(hour=10, minute=0) + DAY


def sent(cast, at) -> int:
    reminding.set_due(at)
    return send_due(act=cast.act(None, at=at), holds=reminding.still_hold)


def book(cast, starts_at):
    span = {"starts_at": starts_at, "ends_at": starts_at + HOUR, "strand": "counsel"}
    return scheduling.book(cast.maya, cast.priya, **span, act=cast.act(cast.priya))


def test_maya_is_told_the_day_before_and_on_the_day(cast, permit, texts, morning):
    permit(cast.maya)
    book(cast, morning + DAY + 4 * HOUR)
    before = len(texts())
    assert (sent(cast, morning), sent(cast, morning + HOUR)) == (1, 0)
    assert sent(cast, morning + DAY + HOUR) == 1
    assert [words for _to, words in texts()[before:]] == ["Tomorrow at 2:00 pm.", "Today at 2:00 pm."]


def test_a_meeting_that_was_called_off_is_not_said(cast, permit, texts, morning):
    permit(cast.maya)
    meeting = book(cast, morning + DAY)
    reminding.set_due(morning - HOUR)
    scheduling.settle(meeting, status=Appointment.Status.CANCELLED, act=cast.act(cast.priya))
    assert sent(cast, morning) == 0
    assert set(Reminder.objects.filter(due_at__lte=morning).values_list("status", flat=True)) == {
        "called_off"
    }


def test_a_scale_is_said_once_and_not_when_it_was_answered(cast, permit, morning):
    permit(cast.maya)
    asked = measures.ask(
        cast.maya, instrument_id="phq9", due_on=cast.today + 7 * DAY, act=cast.act(cast.priya, at=morning - 2 * HOUR)
    )  # fmt: skip
    reminding.set_due(morning - HOUR)
    measures.decline(asked, act=cast.act(cast.maya, at=morning - HOUR))
    assert (sent(cast, morning), Reminder.objects.get().status) == (0, "called_off")


def test_a_check_in_is_offered_to_whoever_wants_it_until_three_were_let_be(cast, permit, morning):
    permit(cast.maya)
    assert sent(cast, morning) == 0, "nobody is reminded of it who did not ask"
    messaging.choose_pace(
        cast.maya, per_day=1, at=time(9), quiet=(time(21), time(8)), kinds=[Kind.CHECK_IN], first="sms", act=cast.act(cast.maya)
    )  # fmt: skip
    measures.check_in(cast.maya, key=uuid4(), answers={"mood": 5}, act=cast.act(cast.maya, at=morning - HOUR))
    away = (morning + DAY).date()
    watch.tell_absence(cast.maya, from_on=away, until_on=away, act=cast.act(cast.maya))
    off = (morning + 3 * DAY).weekday()
    watch.choose_days(cast.maya, weekdays=set(range(7)) - {off}, act=cast.act(cast.maya))
    assert [sent(cast, morning + n * DAY) for n in range(7)] == [0, 0, 1, 0, 1, 1, 0]


def test_a_practice_is_said_to_whoever_wants_it_and_not_when_it_was_done(cast, permit, texts, morning):
    permit(cast.maya)
    messaging.choose_pace(
        cast.maya, per_day=1, at=time(9), quiet=(time(21), time(8)), kinds=[Kind.PRACTICE], first="sms", act=cast.act(cast.maya)
    )  # fmt: skip
    practices.begin(cast.maya, method="grounding", cadence=Practice.Cadence.DAILY, act=cast.act(cast.maya))
    assert sent(cast, morning) == 1 and texts()[-1][1] == "A reminder you set."
    reminding.set_due(morning + DAY)
    practices.tell(
        cast.maya,
        key=uuid4(),
        method="grounding",
        told=PracticeLog.Told.HELPED,
        act=cast.act(cast.maya, at=morning + DAY),
    )
    assert sent(cast, morning + DAY) == 0


def test_nobody_is_reminded_who_let_us_write_nowhere(cast, morning):
    book(cast, morning + DAY)
    assert reminding.set_due(morning) == 0
    assert not Reminder.objects.exists()


def test_maya_hears_of_a_time_that_was_agreed_on_only_as_she_chose(cast, permit, morning):
    """By mail, in words that say nothing, within her one a day; the file holds the time and is there only if she wants it."""
    permit(cast.maya, "email", "maya@example.org")
    pace = {
        "per_day": 1,
        "at": time(10),
        "quiet": (time(20), time(9)),
        "kinds": ["appointment"],
        "first": "email",
    }
    came = len(mail.outbox)
    for day, (chosen, files) in enumerate((("none", []), ("note", []), ("file", ["time.ics"]))):
        at = morning + day * DAY
        messaging.choose_pace(cast.maya, **pace, invites=chosen, act=cast.act(cast.maya, at=at))
        for hours in (100, 110):
            one = book(cast, morning + (hours + day) * HOUR)
            entry = Entry.objects.filter(kind="scheduling.appointment.booked", subject=one.pk).get()
            reminding.remind_of_booking(entry, cast.act(None, at=at))
        went = send_due(act=cast.act(None, at=at), holds=reminding.still_hold, files=reminding.invitations)
        assert went == (chosen != "none")
        for letter in mail.outbox[came + max(0, day - 1) :][:went]:
            assert letter.body.split() == ["You", "have", "a", "message", "You", "have", "a", "note."]
            assert [one[0] for one in letter.attachments] == files
    _name, calendar, kind = mail.outbox[-1].attachments[0]
    calendar = calendar if isinstance(calendar, str) else calendar.decode()
    assert kind == "text/calendar" and calendar.count("SUMMARY:Appointment") == 2
    for kept in ("Priya", "Maya", "counsel", "Riverbend"):
        assert kept not in calendar
    assert len(mail.outbox) == came + 2


def test_an_invitation_to_a_time_that_was_called_off_goes_nowhere(cast, permit, texts, morning):
    permit(cast.maya)
    chosen = {
        "per_day": 3,
        "at": time(10),
        "quiet": (time(20), time(9)),
        "kinds": ["appointment"],
        "first": "sms",
    }
    messaging.choose_pace(cast.maya, **chosen, invites="note", act=cast.act(cast.maya))
    one = book(cast, morning + 5 * DAY)
    entry = Entry.objects.filter(kind="scheduling.appointment.booked", subject=one.pk).get()
    reminding.remind_of_booking(entry, cast.act(None, at=morning))
    scheduling.settle(one, status=Appointment.Status.CANCELLED, cancelled_by="us", act=cast.act(cast.priya))
    assert sent(cast, morning) == 0
    assert Reminder.objects.get().status == Reminder.Status.CALLED_OFF
