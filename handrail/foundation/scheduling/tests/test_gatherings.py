"""A group comes again at the same hour, has so many seats, and says who came without blame."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Attendance, Gathering, Occasion, Seat
from handrail.foundation.scheduling.recurrence import days_of, moment
from handrail.foundation.teams.models import Programme

ELEVEN = time(11)


def group(cast, **other):
    wanted = {
        "kind": Gathering.Kind.GROUP, "strand": "counsel", "name": "Tuesdays together", "capacity": 8,
        "first_on": cast.today + timedelta(days=5), "clock": ELEVEN, "minutes": 75,
        "time_zone": "America/New_York", "every": Gathering.Every.WEEK, "act": cast.act(cast.priya),
    }  # fmt: skip
    wanted |= {"lead": cast.priya, **other}
    return scheduling.make_gathering(Programme.objects.get(name="Outpatient"), **wanted)


def test_eleven_stays_eleven_when_the_clocks_change():
    sundays = days_of("week", date(2026, 10, 25), date(2026, 10, 24), date(2026, 11, 8))
    assert sundays == [date(2026, 10, 25), date(2026, 11, 1), date(2026, 11, 8)]
    at = [moment(day, ELEVEN, "America/New_York") for day in sundays]
    assert [one.astimezone(UTC).hour for one in at] == [15, 16, 16]
    left_out = moment(date(2026, 3, 8), time(2, 30), "America/New_York")
    assert left_out == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_the_fifth_friday_of_a_month_is_its_last():
    assert days_of("month", date(2026, 1, 30), date(2026, 1, 29), date(2026, 3, 31)) == [
        date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27),
    ]  # fmt: skip
    assert len(days_of("workday", date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 24))) == 4
    assert days_of("once", date(2026, 11, 19), date(2026, 11, 19), date(2026, 12, 1)) == []


def test_a_group_stands_in_its_leads_calendar_and_plans_on_by_itself(cast):
    made = group(cast)
    times = list(made.occasions.order_by("starts_at"))
    assert len(times) == 14 and times[0].lead == cast.priya
    assert scheduling.plan_ahead(made, act=cast.act(None)) == 0
    later = cast.act(None, at=cast.now + timedelta(days=19))
    assert scheduling.plan_gatherings(later.at) == 1 and scheduling.plan_gatherings(later.at) == 0
    assert made.occasions.count() - 14 == 2


def test_priya_is_in_no_group_and_meeting_at_once(cast):
    first = datetime.combine(cast.today + timedelta(days=5), ELEVEN, tzinfo=cast.now.tzinfo)
    meeting = {"starts_at": first + timedelta(minutes=60), "ends_at": first + timedelta(minutes=110)}
    booked = scheduling.book(
        cast.maya, cast.priya, strand="counsel", act=cast.act(cast.priya), travel=timedelta(minutes=20),
        **meeting,
    )  # fmt: skip
    with pytest.raises(scheduling.AlreadyBooked, match="11:40 am to 1:10 pm") as refused:
        group(cast)
    assert "Maya" not in str(refused.value)
    assert not Gathering.objects.exists()
    scheduling.move(
        booked, starts_at=first + timedelta(hours=2), ends_at=first + timedelta(hours=3),
        act=cast.act(cast.priya),
    )  # fmt: skip
    made = group(cast)
    with pytest.raises(scheduling.AlreadyBooked, match="11:00 am to 12:15 pm"):
        scheduling.move(booked, **meeting, act=cast.act(cast.priya))
    scheduling.cancel_occasion(made.occasions.earliest("starts_at"), act=cast.act(cast.priya))
    scheduling.move(booked, **meeting, act=cast.act(cast.priya))
    assert [e.facts["was"][11:16] for e in Entry.objects.filter(kind="scheduling.appointment.moved")] == [
        "17:00", "18:00",
    ]  # fmt: skip


def test_a_seat_is_for_whom_the_lead_may_write_and_there_are_so_many(cast):
    made = group(cast, capacity=1)
    with pytest.raises(scheduling.NotTheirLead, match="Ravi S. is not on the team of Maya P."):
        scheduling.give_seat(group(cast, lead=cast.ravi), cast.maya, act=cast.act(cast.priya))
    seat = scheduling.give_seat(made, cast.maya, act=cast.act(cast.priya))
    assert scheduling.give_seat(made, cast.maya, act=cast.act(cast.priya)) == seat
    with pytest.raises(Refused):
        scheduling.give_seat(made, cast.omar, act=cast.act(cast.priya))
    with pytest.raises(Refused):
        scheduling.give_seat(made, cast.omar, act=cast.act(cast.theo))
    scheduling.end_seat(seat, act=cast.act(cast.priya))
    assert Seat.objects.get().until_at is not None


def test_who_came_is_said_without_blame_and_put_right(cast):
    made = group(cast)
    scheduling.give_seat(made, cast.maya, act=cast.act(cast.priya))
    occasion = made.occasions.earliest("starts_at")
    after = cast.act(cast.priya, at=occasion.ends_at)
    for status in (Attendance.Status.DID_NOT_COME, Attendance.Status.LATE, Attendance.Status.LATE):
        noted = scheduling.note_attendance(occasion, cast.maya, status=status, act=after)
    assert noted.was_there and Attendance.objects.count() == 1
    said = Entry.objects.filter(kind="scheduling.attendance.noted").order_by("pk")
    assert [entry.facts["status"] for entry in said] == ["did_not_come", "late"]
    assert Attendance.objects.visible_to(cast.act(cast.maya)).exists()
    theo = cast.act(cast.theo)
    for rows in (Attendance, Gathering, Occasion):
        assert not rows.objects.visible_to(theo).exists()
    with pytest.raises(Refused):
        scheduling.note_attendance(occasion, cast.maya, status=Attendance.Status.CAME, act=theo)


def test_what_was_canceled_says_by_whom(cast):
    tomorrow = cast.now + timedelta(days=1)
    booked = scheduling.book(
        cast.maya, cast.priya, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1), strand="counsel",
        act=cast.act(cast.priya),
    )  # fmt: skip
    with pytest.raises(scheduling.NotATime):
        scheduling.move(booked, starts_at=tomorrow, ends_at=tomorrow, act=cast.act(cast.priya))
    settled = scheduling.settle(
        booked, status=Appointment.Status.CANCELLED, cancelled_by="person", act=cast.act(cast.priya)
    )
    assert settled.get_cancelled_by_display() == "by the person"
