"""Lena writes down when Maya has to be in court; Maya says that she needs a ride; what came of it is read by both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.continuum.watch.actions import weigh_gaps
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Elsewhere
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.queries.appointments import line
from handrail.pillars.case_management.arranging import to_bring

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def day_of(cast, ahead):
    return (local(cast.lena, cast.now) + ahead * DAY).strftime("%Y-%m-%d")


def asked(cast, **more):
    """Court in two days, at half past nine."""
    begins = f"{day_of(cast, 2)}T09:30"
    return {
        "what": "court", "place": "12 Main St", "starts_at": begins, "minutes": "60", "keeper": str(cast.lena.pk), **more,
    }  # fmt: skip


@pytest.fixture
def court(live_cast):
    """The cast with what Lena wrote down: the row, its page for the team, and Maya's own."""
    cast = live_cast
    cast.doors = {who: cast.browser(cast.people[who]) for who in ("lena", "maya", "theo")}
    cast.page = cast.doors["lena"].post(reverse("staff:new_outing", args=[cast.maya.pk]), asked(cast)).url
    cast.court = Appointment.objects.elsewhere().get()
    cast.own = reverse("client:outing", args=[cast.court.pk])
    return cast


def test_without_a_place_what_was_written_is_kept_and_theo_finds_nothing(court):
    cast, page, own = court, court.page, court.own
    lena, maya, theo = (cast.doors[who] for who in ("lena", "maya", "theo"))
    new = reverse("staff:new_outing", args=[cast.maya.pk])
    again = lena.post(new, asked(cast, place=""))
    assert again.status_code == 422 and f"{day_of(cast, 2)}T09:30" in again.content.decode()
    assert theo.get(new).status_code == 404 and maya.get(new).status_code in {302, 404}
    assert Appointment.objects.elsewhere().get() == cast.court
    assert theo.get(page).status_code == theo.post(page, {"do": "without", "what": "ride"}).status_code == 404
    assert theo.get(own).status_code in {302, 404}


def test_maya_finds_it_says_that_she_needs_a_ride_and_changes_what_she_brings(court):
    cast, page, own = court, court.page, court.own
    lena, maya, theo = (cast.doors[who] for who in ("lena", "maya", "theo"))
    for where in ("client:today", "client:plan", "client:week"):
        assert own in maya.get(reverse(where)).content.decode()
    first = maya.get(own).content.decode()
    assert "12 Main St" in first and "Every letter from the court" in first and "I need a ride" in first
    assert maya.post(own, {"need": "ride"}).status_code == 302
    assert maya.post(own, {"need": "a boat"}).status_code == 404
    long = maya.post(own, {"words": "x" * 1001})
    assert long.status_code == 422 and "x" * 1001 in long.content.decode()
    assert theo.post(own, {"words": "A boat"}).status_code in {302, 404}
    assert maya.post(own, {"words": "My glasses\n\nThe letter"}).status_code == 302
    assert to_bring(cast.court) == ["My glasses", "The letter"]
    assert "My glasses" in lena.get(page).content.decode()
    shown = maya.get(own).content.decode()
    assert "looks for a ride" in shown and "I need a ride" not in shown


def test_lena_sees_that_a_ride_lacks_and_arranges_it_before_the_day(court):
    cast, page, own = court, court.page, court.own
    lena, maya = cast.doors["lena"], cast.doors["maya"]
    assert maya.post(own, {"need": "ride"}).status_code == 302
    assert "is on it" in lena.get(page).content.decode()
    weigh_gaps([cast.maya.pk], act=cast.act(None))
    assert f'href="{page}"' in lena.get(reverse("staff:gaps")).content.decode()
    late = {
        "do": "arrange",
        "what": "ride",
        "responsible": "partner",
        "partner": "Dial-a-Ride",
        "due_on": day_of(cast, 2),
    }
    refused = lena.post(page, late)
    assert refused.status_code == 422 and "Dial-a-Ride" in refused.content.decode()
    assert lena.post(page, {**late, "due_on": day_of(cast, 1)}).status_code == 302
    assert [step.partner for step in Step.objects.of(cast.maya).open()] == ["Dial-a-Ride"]
    assert lena.post(page, {"do": "arranged", "what": "ride"}).status_code == 302
    assert lena.post(page, {"do": "without", "what": "child_care"}).status_code == 302
    assert lena.post(page, {"do": "bring", "words": "The blue folder"}).status_code == 302
    assert lena.post(page, {"do": "fly"}).status_code == 404
    assert "Your ride is arranged." in maya.get(own).content.decode()
    assert "The blue folder" in maya.get(own).content.decode()
    brief = cast.browser(cast.priya).get(reverse("staff:brief", args=[cast.maya.pk])).content.decode()
    assert "Court" in brief and "Arranged by Dial-a-Ride" in brief


def test_what_came_of_it_is_not_told_before_it_began_and_a_new_time_is_a_new_row(court):
    cast, page, lena = court, court.page, court.doors["lena"]
    early = lena.post(page, {"do": "went", "went": "there"})
    assert early.status_code == 422 and "has not begun" in early.content.decode()
    assert lena.post(page, {"do": "went", "went": "not_there"}).status_code == 422
    moved = lena.post(
        page,
        {"do": "time", "starts_at": f"{day_of(cast, 2)}T15:00", "minutes": "60", "in_the_way": "called_off"},
    )
    assert moved.status_code == 302
    after = Appointment.objects.get(instead_of=cast.court)
    assert reverse("client:outing", args=[after.pk]) in cast.doors["maya"].get(cast.own).content.decode()
    story = lena.get(reverse("staff:person", args=[cast.maya.pk])).content.decode()
    assert "Appointment booked elsewhere: Court" in story and "Got a new time" in story


def test_whoever_reads_times_only_is_not_told_what_for(live_cast):
    cast = live_cast
    begins = cast.now + DAY
    scheduling.book_elsewhere(
        cast.maya, cast.lena, what=Elsewhere.COURT, starts_at=begins, ends_at=begins + HOUR, place="12 Main St", strand="case",
        act=cast.act(cast.lena),
    )  # fmt: skip
    noor, lena = cast.act(cast.noor), cast.act(cast.lena)
    one = Appointment.objects.elsewhere().get()
    assert not tells_what_for(noor) and tells_what_for(lena)
    assert "Court" not in line(one, noor).detail and "12 Main" not in line(one, noor).detail
    assert "Court" in line(one, lena).detail
