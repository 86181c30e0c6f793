"""A calendar of weekly meetings comes in by the rules of the Meeting Guide: whole, or not at all."""

from __future__ import annotations

from datetime import date, time

import pytest

from handrail.pillars.peer_support.meeting_calendar import is_calendar, read_calendar
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused

HOUSE = """UID:house@example.org
SUMMARY:Seven o’clock
DTSTART;TZID=America/Chicago:20261102T190000
DTEND;TZID=America/Chicago:20261102T201500
RRULE:FREQ=WEEKLY;BYDAY=MO,TH
LOCATION:12 Mill Street
CATEGORIES:X,S
CLASS:PRIVATE"""
SCREEN = """UID:screen@example.org
SUMMARY:Late screen
DTSTART:20261104T023000Z
RRULE:FREQ=WEEKLY
LOCATION:https://meet.example.org/late"""
ONCE = "UID:1@example.org\nSUMMARY:Picnic\nDTSTART:20261104T023000Z"


def read(*events):
    body = "\n".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT" for one in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}\nEND:VCALENDAR\n".replace("\n", "\r\n")
    assert is_calendar(text)
    return read_calendar(text, time_zone="America/New_York", today=date(2026, 11, 30))


def test_each_weekly_event_is_a_meeting_on_each_of_its_days():
    monday, thursday, wednesday = read(HOUSE, SCREEN, f"{HOUSE}\nRECURRENCE-ID:20261109T190000Z")
    assert (monday.day, thursday.day, wednesday.day) == (0, 3, 2)
    assert (monday.starts, monday.ends, monday.time_zone) == (time(19), time(20, 15), "America/Chicago")
    assert (monday.name, monday.place, monday.option) == ("Seven o’clock", "12 Mill Street", "in_person")
    assert monday.hides_address and monday.wheelchair and monday.languages == ("es",)
    assert (wednesday.starts, wednesday.ends, wednesday.time_zone) == (time(2, 30), time(3, 30), "UTC")
    assert (wednesday.option, wednesday.join_url, wednesday.place) == (
        "online",
        "https://meet.example.org/late",
        "",
    )


def test_what_is_over_or_called_off_stands_there_as_not_now_and_a_wall_clock_is_the_organisations():
    over = HOUSE.replace("BYDAY=MO,TH", "UNTIL=20261101T000000Z")
    off = SCREEN.replace("20261104T023000Z", "20261104T183000") + "\nSTATUS:CANCELLED"
    assert [(row.closed, row.option) for row in read(over, off)] == [(True, "inactive")] * 2
    assert read(off)[0].time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (ONCE, "every week"), (SCREEN.replace("WEEKLY", "WEEKLY;INTERVAL=2"), "every week"),
        (SCREEN.replace("WEEKLY", "MONTHLY;BYDAY=1MO"), "every week"), (SCREEN.replace("WEEKLY", "WEEKLY;BYDAY=1MO"), "every week"),
        (SCREEN.replace("20261104T023000Z", "20261104"), "all day"), (HOUSE, "slug of row 1"), ("UID:x\nSUMMARY:y", "cannot be read"),
        (SCREEN.replace("UID:screen@example.org\n", ""), "slug is missing"), (SCREEN.replace("https", "http"), "only https"),
        (SCREEN.replace("DTSTART", "DTSTART;TZID=Mars/Base").replace("00Z", "00"), "is unknown"),
        (f"{SCREEN}\nDESCRIPTION:{'x' * 1001}", "longer than 1000"), (f"{SCREEN}\nDTEND;VALUE=DATE:20261104", "cannot be read"),
    ],
)  # fmt: skip
def test_an_event_that_is_no_weekly_meeting_refuses_the_file_and_says_which(wrong, words):
    with pytest.raises(MeetingsRefused) as refused:
        read(HOUSE, wrong)
    (trouble,) = refused.value.troubles
    assert words in trouble.words, trouble
    assert trouble.row in {0, 2}


@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nx" * 9]
)
def test_what_is_no_calendar_with_events_is_refused(text):
    with pytest.raises(MeetingsRefused):
        read_calendar(text, time_zone="UTC", today=date(2026, 11, 30))
    assert not is_calendar("[]") and not is_calendar("")
