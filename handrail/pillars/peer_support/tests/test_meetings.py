"""A directory of meetings comes in whole or not at all; Maya finds one in her own hours, goes, and Sam comes along."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.people.models import Person
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.finding import Wish, find
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused, read_meetings
from handrail.pillars.peer_support.models import Going, OpenMeeting

NEW_YORK = "America/New_York"
MILL = {"name": "Seven o’clock", "slug": "seven", "day": 4, "time": "19:00", "types": ["O", "S", "X"], "location": "Mill Street",
        "address": "12 Mill Street", "city": "Riverbend"}  # fmt: skip
SCREEN = {"name": "Late screen", "slug": "screen", "day": [0, 5], "time": "23:30", "timezone": "America/Los_Angeles",
          "conference_url": "https://meet.example.org/late", "types": ["ONL", "EN"]}  # fmt: skip
HIDDEN = {"name": "Quiet house", "slug": "house", "day": 6, "time": "08:00", "address": "9 Hidden Lane", "city": "Riverbend", "approximate": "yes"}  # fmt: skip
CLOSED = {"name": "Old hall", "slug": "hall", "day": 5, "time": "12:00", "types": ["TC"]}


def read(*rows):
    return read_meetings(json.dumps(rows), time_zone=NEW_YORK)


def bring(cast, *rows, feed="Riverbend"):
    return peers.bring_in_meetings(feed, read(*rows), act=cast.act(cast.ravi))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"time": "25:99"}, "no time like"), ({"time": "seven"}, "no time like"), ({"time": None}, "time is missing"),
        ({"day": 7}, "from 0 (Sunday)"), ({"day": "x"}, "from 0 (Sunday)"), ({"day": -1}, "from 0 (Sunday)"),
        ({"name": ""}, "name is missing"), ({"slug": " "}, "slug is missing"), ({"slug": "screen", "day": 0}, "slug of row 1"),
        ({"timezone": "Mars/Base"}, "is unknown"), ({"conference_url": "http://meet.example.org"}, "only https"),
        ({"conference_url": "https://u:p@meet.example.org"}, "only https"), ({"conference_url": "javascript:alert(1)"}, "only https"),
        ({"conference_url": "https://[::1"}, "no address"), ({"attendance_option": "maybe"}, "is none of"),
        ({"notes": "x" * 1001}, "longer than 1000"), ({"name": "a\x00b"}, "cannot be kept"), ({"end_time": "24:61"}, "no time like"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_refuses_the_file_and_says_which(wrong, words):
    with pytest.raises(MeetingsRefused) as refused:
        read(SCREEN, MILL | wrong)
    (trouble,) = refused.value.troubles
    assert trouble.row == 2 and words in trouble.words


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "[" * 100_000, "null", '"x"', "[1, null]", "\ufeff"])
def test_what_is_no_list_of_meetings_is_refused(text):
    with pytest.raises(MeetingsRefused):
        read_meetings(text, time_zone=NEW_YORK)


def test_a_new_file_takes_the_place_of_the_one_before_and_what_is_gone_stays_where_she_went(cast):
    bring(cast, MILL, HIDDEN, CLOSED)
    mill = OpenMeeting.objects.get(slug="seven")
    assert (mill.day, mill.languages, mill.access) == (3, ["es"], ["X"])
    assert OpenMeeting.objects.get(slug="house").address == ""
    starts = mill.next_after(cast.now + timedelta(days=1))
    going = peers.say_going(mill, starts, act=cast.act(cast.maya))
    bring(cast, MILL | {"time": "18:30"}, SCREEN)
    mill.refresh_from_db()
    assert mill.starts.isoformat() == "18:30:00" and Going.objects.get() == going
    assert set(OpenMeeting.objects.listed().values_list("slug", "day")) == {
        ("seven", 3),
        ("screen", 6),
        ("screen", 4),
    }
    assert bring(cast, CLOSED, feed="Elsewhere") == 1
    assert OpenMeeting.objects.listed().count() == 4


def test_maya_finds_what_is_on_in_her_own_hours(cast):
    bring(cast, MILL, SCREEN, HIDDEN, CLOSED)

    def names(**wish):
        return [one.meeting.name for one in find(cast.maya, Wish(**wish), cast.now)]

    # Thursday, half past seven: the one that began half an hour ago is still on; the late one is on her Saturday.
    assert names() == ["Seven o’clock", "Late screen", "Quiet house", "Late screen", "Old hall"]
    assert names(day=cast.today) == ["Seven o’clock"]
    saturday = cast.today + timedelta(days=2)
    assert names(day=saturday) == ["Late screen", "Quiet house"]
    assert names(way="online") == ["Late screen", "Late screen"]
    assert names(language="es", wheelchair=True) == ["Seven o’clock"]
    Person.objects.filter(pk=cast.maya.pk).update(time_zone="Europe/Madrid")
    first = find(Person.objects.get(pk=cast.maya.pk), Wish(way="online"), cast.now)[0]
    assert first.starts_at.isoformat() == "2026-11-21T08:30:00+01:00"


def test_the_hour_stays_on_the_wall_when_the_clocks_change(cast):
    bring(cast, MILL | {"day": 0})
    (sunday,) = OpenMeeting.objects.all()
    before, after = datetime(2027, 3, 12, tzinfo=UTC), datetime(2027, 3, 16, tzinfo=UTC)
    assert {sunday.next_after(at).strftime("%H:%M") for at in (before, after)} == {"19:00"}


def test_maya_says_she_goes_and_sam_comes_along(cast):
    bring(cast, MILL)
    (mill,) = OpenMeeting.objects.all()
    act, starts = cast.act(cast.maya), mill.next_after(cast.now)
    going = peers.say_going(mill, starts, act=act, company=cast.sam)
    assert peers.say_going(mill, starts, act=act, company=cast.sam) == going
    for who in ("theo", "priya", "omar"):
        assert not Going.objects.visible_to(cast.act(cast.people[who])).exists()
        with pytest.raises(Refused):
            peers.promise_company(going, act=cast.act(cast.people[who]))
        with pytest.raises(Refused):
            peers.say_went(going, act=cast.act(cast.people[who]))
    assert peers.promise_company(going, act=cast.act(cast.sam)).company_said_at
    peers.take_back_going(going, act=act)
    assert not Going.objects.visible_to(cast.act(cast.sam)).exists()
    assert peers.say_went(going, act=act).went_at


def test_nobody_says_they_go_when_nothing_takes_place(cast):
    bring(cast, MILL, CLOSED)
    mill, act = OpenMeeting.objects.get(slug="seven"), cast.act(cast.maya)
    starts = mill.next_after(cast.now)
    for wrong in (starts + timedelta(hours=1), starts + timedelta(days=1)):
        with pytest.raises(peers.NotThen):
            peers.say_going(mill, wrong, act=act)
    hall = OpenMeeting.objects.get(slug="hall")
    with pytest.raises(peers.NotThen):
        peers.say_going(hall, hall.next_after(cast.now), act=act)
    with pytest.raises(Refused):
        peers.say_going(mill, starts, act=act, company=cast.priya)
    ahead = peers.say_going(mill, starts + timedelta(days=7), act=act)
    with pytest.raises(ValueError, match="not begun yet"):
        peers.say_went(ahead, act=act)
    for who in ("theo", "sam", "maya", "elin"):
        with pytest.raises(Refused):
            peers.bring_in_meetings("Mine", read(MILL), act=cast.act(cast.people[who]))
