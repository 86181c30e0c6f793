"""A worker's week: names only of whom they may see, times for everybody else, and an address that says nothing."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse

from handrail.continuum.promises import KEEPERS
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Availability, CalendarFeed, Gathering
from handrail.foundation.scheduling.promised import calendar_feed_ended
from handrail.foundation.scheduling.queries import free_times
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme
from tests.cast import NEW_YORK

CALENDAR = reverse("staff:calendar")


@pytest.fixture
def noon(live_cast):
    """Noon of tomorrow where everybody is."""
    day = live_cast.now.astimezone(NEW_YORK) + timedelta(days=1)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def booked(live_cast, noon):
    return scheduling.book(
        live_cast.maya, live_cast.priya, starts_at=noon, ends_at=noon + timedelta(minutes=50), strand="counsel",
        act=live_cast.act(live_cast.priya),
    )  # fmt: skip


def week(browser, noon, who="mine"):
    return browser.get(CALENDAR, {"week": noon.date().isoformat(), "who": who}).content.decode()


def test_priya_reads_whom_she_meets_and_theo_reads_neither_name_nor_time(live_cast, noon, booked):
    assert "Maya P." in week(live_cast.browser(live_cast.priya), noon)
    sams = week(live_cast.browser(live_cast.sam), noon, "team")
    assert "Priya N." in sams and "Maya P." in sams
    theos = live_cast.browser(live_cast.theo)
    assert "Priya N." not in week(theos, noon, "team") and "Maya" not in week(theos, noon, "team")
    for page in ("staff:appointment", "staff:appointments_of"):
        row = booked.pk if page == "staff:appointment" else live_cast.maya.pk
        assert theos.get(reverse(page, args=[row])).status_code == 404


def test_whoever_may_not_see_the_person_reads_that_the_time_is_taken(live_cast, noon, booked):
    scheduling.book(
        live_cast.omar, live_cast.theo, starts_at=noon, ends_at=noon + timedelta(hours=1), strand="counsel",
        act=live_cast.act(live_cast.theo),
    )  # fmt: skip
    teams.join(live_cast.theo, Programme.objects.get(name="Outpatient"), "counselor", act=live_cast.act(None))
    text = week(live_cast.browser(live_cast.priya), noon, "team")
    assert "Theo B." in text and "Busy" in text and "Omar" not in text


def test_a_time_that_is_taken_is_named_and_nothing_typed_is_lost(live_cast, noon, booked):
    priya = live_cast.browser(live_cast.priya)
    sent = {
        "worker": live_cast.priya.pk, "starts_at": f"{noon:%Y-%m-%dT%H:%M}", "minutes": "50", "modality": "phone",
        "place": "Room with the plant", "travel": "20",
    }  # fmt: skip
    page = reverse("staff:appointments_of", args=[live_cast.maya.pk])
    refused = priya.post(page, sent)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "12:00 pm to 12:50 pm" in text and "Room with the plant" in text
    assert priya.post(page, sent | {"starts_at": f"{noon:%Y-%m-%dT}15:00"}).status_code == 302
    made = Appointment.objects.exclude(pk=booked.pk).get()
    assert made.busy_from == made.starts_at - timedelta(minutes=20)
    moved = priya.post(
        reverse("staff:appointment", args=[made.pk]),
        {"starts_at": f"{noon:%Y-%m-%dT}12:40", "minutes": "25"},
    )
    assert moved.status_code == 422 and "12:00 pm to 12:50 pm" in moved.content.decode()
    canceled = reverse("staff:appointment_settlement", args=[made.pk])
    assert priya.post(canceled, {"status": "fulfilled"}).status_code == 404
    assert priya.post(canceled, {"status": "cancelled:nobody"}).status_code == 404
    assert priya.post(canceled, {"status": "cancelled:person"}).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.cancelled_by) == ("cancelled", "person")


def test_the_calendar_address_tells_times_to_whoever_knows_it_until_it_ends(live_cast, booked, client):
    live_cast.browser(live_cast.priya)
    priya = live_cast.act(live_cast.priya)
    scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), live_cast.priya, kind=Gathering.Kind.GROUP, strand="counsel",
        name="Staying well", capacity=8, first_on=live_cast.today + timedelta(days=2), clock=time(11), minutes=60,
        time_zone="America/New_York", act=priya,
    )  # fmt: skip
    secret = scheduling.make_feed(live_cast.priya, act=priya)
    answer = client.get(reverse("staff:calendar_feed", args=[secret]))
    text = answer.content.decode()
    assert text.count("SUMMARY:Busy") == 2 and answer.headers["Content-Type"].startswith("text/calendar")
    for private in ("Maya", "Priya", "Riverbend", "Staying", "counsel", secret):
        assert private not in text
    assert secret not in CalendarFeed.objects.get().digest
    feed = CalendarFeed.objects.get()
    again = scheduling.make_feed(live_cast.priya, act=priya)
    assert client.get(reverse("staff:calendar_feed", args=[secret])).status_code == 404
    assert client.get(reverse("staff:calendar_feed", args=[again])).status_code == 200
    assert calendar_feed_ended in KEEPERS.values() and CalendarFeed.objects.get(pk=feed.pk).ended_at
    scheduling.end_feed(live_cast.priya, act=priya)
    assert client.get(reverse("staff:calendar_feed", args=[again])).status_code == 404


def test_priya_says_when_she_has_time_and_the_free_times_know_it(live_cast, noon, booked):
    priya = live_cast.browser(live_cast.priya)
    sent = {"weekday": noon.weekday(), "from_time": "11:00", "until_time": "14:00", "pause_minutes": "10"}
    assert priya.post(reverse("staff:hours"), sent | {"until_time": "10:00"}).status_code == 422
    assert priya.post(reverse("staff:hours"), sent).status_code == 302
    free = free_times(live_cast.priya, noon.date(), 30, live_cast.now)
    assert [f"{one.astimezone(NEW_YORK):%H:%M}" for one in free] == ["11:00", "13:00", "13:30"]
    hours = Availability.objects.get()
    theo = live_cast.browser(live_cast.theo)
    assert theo.post(reverse("staff:hours_end", args=[hours.pk])).status_code == 404
    priya.post(reverse("staff:hours_end", args=[hours.pk]))
    assert free_times(live_cast.priya, noon.date(), 30, live_cast.now) == []


def test_two_sessions_in_a_row_without_maya_are_told_to_her_team_and_one_is_not(live_cast):
    act = live_cast.act(live_cast.priya)
    for days in (9, 2):
        assert not Concern.objects.filter(person=live_cast.maya).exists()
        then = live_cast.now - timedelta(days=days)
        missed = scheduling.book(
            live_cast.maya, live_cast.priya, starts_at=then, ends_at=then + timedelta(hours=1), strand="counsel",
            act=act,
        )  # fmt: skip
        scheduling.settle(missed, status=Appointment.Status.DID_NOT_COME, act=act)
        deliver_due(live_cast.now)
    concern = Concern.objects.get(person=live_cast.maya)
    assert concern.findings.get().rule == "missed_sessions"
    assert Entry.objects.filter(kind="responses.response.proposed", person=live_cast.maya).exists()


def test_maya_puts_an_appointment_into_her_calendar_and_it_says_nothing_else(live_cast, booked):
    maya = live_cast.browser(live_cast.maya)
    file = reverse("client:appointment_file", args=[booked.pk])
    assert file in maya.get(reverse("client:plan")).content.decode()
    text = maya.get(file).content.decode()
    assert "SUMMARY:Appointment" in text and "Priya" not in text and "LOCATION" not in text
    assert live_cast.browser(live_cast.omar).get(file).status_code == 404


def test_a_visit_by_video_opens_in_one_tap_on_the_organizations_own_server_or_nowhere(
    live_cast, noon, settings
):
    visit = scheduling.book(
        live_cast.maya, live_cast.priya, starts_at=noon, ends_at=noon + timedelta(minutes=50), strand="counsel",
        modality=Appointment.Modality.VIDEO, act=live_cast.act(live_cast.priya),
    )  # fmt: skip
    pages = [
        (live_cast.browser(live_cast.maya), reverse("client:week")),
        (live_cast.browser(live_cast.priya), reverse("staff:appointment", args=[visit.pk])),
    ]
    for server in ("", "http://rooms.riverbend.example"):
        settings.VIDEO_ROOMS = server
        assert not any(f'href="{server}/' in who.get(page).content.decode() for who, page in pages if server)
        assert visit.room == ""
    settings.VIDEO_ROOMS = "https://rooms.riverbend.example"
    room = visit.room
    assert re.fullmatch(r"https://rooms.riverbend.example/[0-9a-f]{32}", room)
    assert all(
        f'href="{room}" rel="noopener noreferrer"' in who.get(page).content.decode() for who, page in pages
    )
    assert live_cast.browser(live_cast.theo).get(pages[1][1]).status_code == 404
    visit.status = Appointment.Status.CANCELLED
    assert visit.room == ""
