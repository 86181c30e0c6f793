"""A group of eight on one screen: made, seated, written, signed, and those who did not come are asked after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Attendance, Gathering
from handrail.foundation.teams.models import Credential, Programme
from handrail.interfaces.staff.tests.conftest import someone
from handrail.pillars.counseling.models import GroupRecord, Note
from tests.cast import NEW_YORK

NAMES = ("Bea H.", "Luis G.", "Tess W.", "Jordan P.", "Ray S.", "Nia C.", "Amara O.")


def at(name, *of):
    return reverse(f"staff:{name}", args=of)


@pytest.fixture
def eight(live_cast):
    """Seven and Maya, in a group that began two hours ago."""
    cast = live_cast
    Credential.objects.create(person=cast.priya, title="LCSW")
    begins = (cast.now - timedelta(hours=2)).astimezone(NEW_YORK)
    act = cast.act(cast.priya, at=cast.now - timedelta(hours=20))
    group = scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), cast.priya, kind=Gathering.Kind.GROUP, strand="counsel",
        name="Staying well", capacity=8, first_on=begins.date(), clock=begins.time().replace(microsecond=0),
        minutes=60, time_zone="America/New_York", act=act,
    )  # fmt: skip
    people = [cast.maya, *(someone(cast, name) for name in NAMES)]
    for person in people:
        scheduling.give_seat(group, person, act=act)
    return group.occasions.get(), people


def sent(people, **more):
    rows = {f"came_{one.pk}": "came" for one in people} | {f"part_{one.pk}": "shared" for one in people}
    rows |= {f"own_{one.pk}": f"Line {n}." for n, one in enumerate(people)}
    return {
        "version": 0,
        "did": "Urge surfing.",
        **{f"version_{one.pk}": 0 for one in people},
        **rows,
        **more,
    }


def test_priya_writes_eight_on_one_screen_and_asks_after_who_did_not_come(live_cast, eight):
    occasion, people = eight
    priya, page = live_cast.browser(live_cast.priya), at("occasion", occasion.pk)
    amara = people[-1]
    form = sent(people, **{f"came_{amara.pk}": "did_not_come", f"own_{amara.pk}": "", f"part_{amara.pk}": ""})
    wrong = priya.post(page, form | {f"own_{people[1].pk}": "Sat with Tess W. again."})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and "Sat with Tess W. again." in text and "record of others" in text
    assert not GroupRecord.objects.exists()
    assert priya.post(page, form | {"sign": "all"}).status_code == 302
    assert Note.objects.signed().count() == 7 and Attendance.objects.count() == 8
    shown = priya.get(page).content.decode()
    assert "7 of 8 came. 7 notes signed." in shown and "Not needed" in shown and "Reach out today" in shown
    priya.post(at("reaching_out", occasion.pk), {"person": amara.pk})
    assert (
        Step.objects.get().plan.person == amara
        and "A step is in the plan" in priya.get(page).content.decode()
    )
    own = live_cast.browser(live_cast.maya).get(reverse("client:notes")).content.decode()
    assert "Bea" not in own
    note = Note.objects.get(person=live_cast.maya)
    read = live_cast.browser(live_cast.maya).get(reverse("client:note", args=[note.pk])).content.decode()
    assert "Line 0." in read and "Urge surfing." in read and "Line 1." not in read


def test_eight_or_two_are_as_many_questions_and_theo_sees_no_group(live_cast, eight):
    occasion, people = eight
    priya = live_cast.browser(live_cast.priya)
    counts = []
    for left in (8, 2):
        for seat in occasion.gathering.seats.filter(until_at=None).order_by("pk")[left:]:
            scheduling.end_seat(seat, act=live_cast.act(live_cast.priya, at=occasion.starts_at))
        priya.get(at("occasion", occasion.pk))
        with CaptureQueriesContext(connection) as asked:
            priya.get(at("occasion", occasion.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 24
    theo = live_cast.browser(live_cast.theo)
    for page in (at("occasion", occasion.pk), at("group", occasion.gathering_id)):
        assert theo.get(page).status_code == 404
        assert theo.post(page, sent(people)).status_code == 404
    assert "Staying well" not in theo.get(at("groups")).content.decode()


def test_priya_makes_a_group_gives_and_frees_seats_and_ends_it(live_cast):
    priya = live_cast.browser(live_cast.priya)
    outpatient = Programme.objects.get(name="Outpatient")
    form = {
        "name": "Mornings", "kind": "group", "first_on": f"{live_cast.today + timedelta(days=3)}", "clock": "11:00",
        "minutes": "75", "every": "week", "last_on": "", "capacity": "1", "modality": "in_person", "place": "Room 1",
        "programme": outpatient.pk,
    }  # fmt: skip
    wrong = priya.post(at("groups"), form | {"last_on": "2020-01-01"})
    assert wrong.status_code == 422 and "Mornings" in wrong.content.decode()
    made = priya.post(at("groups"), form)["Location"]
    again = priya.post(at("groups"), form)
    assert again.status_code == 422 and "already booked" in again.content.decode()
    sam = someone(live_cast, "Sol A.")
    assert priya.post(made, {"person": live_cast.maya.pk}).status_code == 302
    full = priya.post(made, {"person": sam.pk})
    assert full.status_code == 422 and "seats are taken" in full.content.decode()
    assert priya.post(made, {"person": live_cast.omar.pk}).status_code == 422
    group = Gathering.objects.get()
    first = group.occasions.earliest("starts_at")
    early = priya.post(at("occasion", first.pk), sent([live_cast.maya]))
    assert early.status_code == 422 and "not begun yet" in early.content.decode()
    priya.post(at("seat_end", group.seats.get().pk))
    priya.post(at("occasion_cancelling", first.pk))
    assert priya.get(at("occasion", first.pk)).status_code == 404
    priya.post(at("group_end", group.pk))
    assert not group.occasions.taking_place().exists()
