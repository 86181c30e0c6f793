"""Lena writes down when Maya has to be in court; Maya says that she needs a ride; what came of it is read by both."""

from __future__ import annotations

from datetime import timedelta

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


def test_an_appointment_in_court_from_the_first_word_to_what_came_of_it(live_cast):
    cast = live_cast
    lena, maya, theo = (cast.browser(who) for who in (cast.lena, cast.maya, cast.theo))
    new = reverse("staff:new_outing", args=[cast.maya.pk])
    day = (local(cast.lena, cast.now) + 2 * DAY).strftime("%Y-%m-%d")
    asked = {
        "what": "court",
        "place": "",
        "starts_at": f"{day}T09:30",
        "minutes": "60",
        "keeper": str(cast.lena.pk),
    }
    again = lena.post(new, asked)
    assert again.status_code == 422 and f"{day}T09:30" in again.content.decode()
    assert theo.get(new).status_code == 404 and maya.get(new).status_code in {302, 404}
    page = lena.post(new, {**asked, "place": "12 Main St"}).url
    court = Appointment.objects.elsewhere().get()
    own = reverse("client:outing", args=[court.pk])
    assert theo.get(page).status_code == theo.post(page, {"do": "without", "what": "ride"}).status_code == 404
    assert theo.get(own).status_code in {302, 404}

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
    assert to_bring(court) == ["My glasses", "The letter"]
    assert "My glasses" in lena.get(page).content.decode()
    shown = maya.get(own).content.decode()
    assert "looks for a ride" in shown and "I need a ride" not in shown

    assert "is on it" in lena.get(page).content.decode()
    weigh_gaps([cast.maya.pk], act=cast.act(None))
    assert f'href="{page}"' in lena.get(reverse("staff:gaps")).content.decode()
    late = {
        "do": "arrange",
        "what": "ride",
        "responsible": "partner",
        "partner": "Dial-a-Ride",
        "due_on": day,
    }
    refused = lena.post(page, late)
    assert refused.status_code == 422 and "Dial-a-Ride" in refused.content.decode()
    tomorrow = (local(cast.lena, cast.now) + DAY).strftime("%Y-%m-%d")
    assert lena.post(page, {**late, "due_on": tomorrow}).status_code == 302
    assert [step.partner for step in Step.objects.of(cast.maya).open()] == ["Dial-a-Ride"]
    assert lena.post(page, {"do": "arranged", "what": "ride"}).status_code == 302
    assert lena.post(page, {"do": "without", "what": "child_care"}).status_code == 302
    assert lena.post(page, {"do": "bring", "words": "The blue folder"}).status_code == 302
    assert lena.post(page, {"do": "fly"}).status_code == 404
    assert "Your ride is arranged." in maya.get(own).content.decode()
    assert "The blue folder" in maya.get(own).content.decode()
    brief = cast.browser(cast.priya).get(reverse("staff:brief", args=[cast.maya.pk])).content.decode()
    assert "Court" in brief and "Arranged by Dial-a-Ride" in brief

    early = lena.post(page, {"do": "went", "went": "there"})
    assert early.status_code == 422 and "has not begun" in early.content.decode()
    assert lena.post(page, {"do": "went", "went": "not_there"}).status_code == 422
    moved = lena.post(
        page, {"do": "time", "starts_at": f"{day}T15:00", "minutes": "60", "in_the_way": "called_off"}
    )
    assert moved.status_code == 302
    after = Appointment.objects.get(instead_of=court)
    assert reverse("client:outing", args=[after.pk]) in maya.get(own).content.decode()
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
