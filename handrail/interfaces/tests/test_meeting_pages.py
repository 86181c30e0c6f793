"""Ravi brings in a directory; Maya finds a meeting, says she goes with Sam, and that she was there."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_guide import read_meetings
from handrail.pillars.peer_support.models import Going, OpenMeeting

FIND, WEEK, DIRECTORY = "/me/meetings/", "/me/week/", "/team/meetings/"


def read(answer):
    return answer.content.decode()


def rows(now):
    """One that begins in two hours, wherever the test runs; one online; one that is closed."""
    soon = now + timedelta(hours=2)
    day = (soon.weekday() + 1) % 7
    here = {"day": day, "time": soon.strftime("%H:%M"), "timezone": "UTC"}
    return [
        {"name": "Seven o’clock", "slug": "seven", "location": "Mill Street", "types": ["S", "X"], **here},
        {"name": "Late screen", "slug": "late", "conference_url": "https://meet.example.org/late", **here},
        {"name": "Old hall", "slug": "hall", "types": ["TC"], **here},
    ]


def sent(text):
    return {"feed": "Riverbend", "file": SimpleUploadedFile("meetings.json", text.encode())}


def test_a_directory_comes_in_whole_or_not_at_all(live_cast):
    ravi, given = live_cast.browser(live_cast.ravi), rows(live_cast.now)
    refused = ravi.post(DIRECTORY, sent(json.dumps([*given, given[0] | {"slug": "x", "time": "25:99"}])))
    assert refused.status_code == 422 and "Row 4: time" in read(refused) and "25:99" in read(refused)
    for wrong in ({"feed": "Riverbend"}, {"feed": "", "file": ""}, sent("{"), sent("\x00"), {}):
        assert ravi.post(DIRECTORY, wrong).status_code == 422
    assert not OpenMeeting.objects.exists()
    assert ravi.post(DIRECTORY, sent(json.dumps(given))).status_code == 302
    assert "3 meetings" in read(ravi.get(DIRECTORY))
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Porch\r\nDTSTART:20261104T090000\r\n%sEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n"
    once = ravi.post(DIRECTORY, sent(calendar % "") | {"feed": "Porch"})
    assert once.status_code == 422 and "Row 1: does not come again every week" in read(once)
    assert (
        ravi.post(DIRECTORY, sent(calendar % "RRULE:FREQ=WEEKLY\r\n") | {"feed": "Porch"}).status_code == 302
    )
    assert OpenMeeting.objects.get(feed="Porch").time_zone == "America/New_York"
    for who in ("theo", "sam", "priya"):
        browser = live_cast.browser(live_cast.people[who])
        assert (browser.get(DIRECTORY).status_code, browser.post(DIRECTORY, sent("[]")).status_code) == (
            404,
            404,
        )


@pytest.fixture
def listed(live_cast):
    found = read_meetings(json.dumps(rows(live_cast.now)), time_zone="UTC")
    peers.bring_in_meetings("Riverbend", found, act=live_cast.act(live_cast.ravi))
    return live_cast


def test_maya_finds_one_goes_with_sam_and_was_there(listed):
    maya, sam = listed.browser(listed.maya), listed.browser(listed.sam)
    page = read(maya.get(FIND))
    assert (
        "Closed for now." in page and 'href="https://meet.example.org/late"' in page and "Go with Sam" in page
    )
    assert "Late screen" not in read(maya.get(FIND, {"way": "in_person"}))
    assert "Late screen" not in read(maya.get(FIND, {"language": "es", "wheelchair": "on"}))
    mill = OpenMeeting.objects.get(slug="seven")
    go = reverse("client:going", args=[mill.pk])
    assert (
        maya.post(go, {"starts_at": mill.next_after(listed.now).isoformat(), "along": "peer"}).status_code
        == 302
    )
    assert "You asked Sam to come along" in read(maya.get(WEEK))
    assert "Maya P. asks you to come to a meeting" in read(sam.get("/team/"))
    going = Going.objects.get()
    along, word = reverse("staff:company", args=[going.pk]), reverse("client:going_word", args=[going.pk])
    for who in ("theo", "priya", "ravi"):
        assert listed.browser(listed.people[who]).post(along).status_code == 404
    assert listed.browser(listed.omar).post(word, {"word": "went"}).status_code == 404
    sam.post(along)
    assert "Sam comes along" in read(maya.get(WEEK))
    assert "It has not begun yet" in read(maya.post(word, {"word": "went"}, follow=True))
    Going.objects.update(starts_at=listed.now - timedelta(days=2))
    assert "Were you there?" in read(maya.get(WEEK))
    maya.post(word, {"word": "went"})
    assert Going.objects.get().went_at and "Were you there?" not in read(maya.get(WEEK))
    assert "shown up 1 time" in read(maya.get("/me/path/"))


def test_bad_input_finds_everything_and_changes_nothing(listed):
    maya = listed.browser(listed.maya)
    for query in (
        {"day": "x"},
        {"way": "\ud800".encode("utf-16", "surrogatepass")},
        {"language": "tlh"},
        {"day": "9" * 99},
    ):
        assert "Seven o’clock" in read(maya.get(FIND, query))
    mill, hall = OpenMeeting.objects.get(slug="seven"), OpenMeeting.objects.get(slug="hall")
    for meeting in (mill, hall):
        for starts in ("", "soon", "1e400", "9999-12-31T23:59:59+00:00", str(listed.now)):
            answer = maya.post(reverse("client:going", args=[meeting.pk]), {"starts_at": starts}, follow=True)
            assert "does not take place then" in read(answer)
    assert not Going.objects.exists()
