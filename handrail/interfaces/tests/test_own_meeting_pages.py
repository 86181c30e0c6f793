"""Sam makes a meeting where nobody is asked who they are; Maya comes as Blue Heron, and each ticks it with one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.foundation.scheduling.models import Gathering, MeetingName, Occasion, ShownUp
from handrail.foundation.teams.models import Programme


@pytest.fixture
def meeting(live_cast):
    sam = live_cast.browser(live_cast.sam)
    made = {
        "name": "Open table", "kind": "meeting", "called": "alias", "first_on": live_cast.today.isoformat(), "clock": "09:00",
        "minutes": "60", "every": "day", "capacity": "30", "modality": "in_person", "programme": Programme.objects.get(name="Outpatient").pk,
    }  # fmt: skip
    assert sam.post("/team/groups/", made).status_code == 302
    now = timezone.now()
    Occasion.objects.all().delete()
    one = Gathering.objects.get()
    for hours in (-1, 23):
        at = now + timedelta(hours=hours)
        Occasion.objects.create(
            gathering=one, lead=one.lead, starts_at=at, ends_at=at + timedelta(minutes=30)
        )
    return one


def test_maya_comes_under_a_name_and_says_she_was_there(live_cast, meeting):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    first, ahead = Occasion.objects.order_by("starts_at")
    assert "Our own meetings" in maya.get("/me/meetings/").content.decode()
    refused = maya.post(f"/me/meetings/ours/{meeting.pk}/", {"alias": "Maya"})
    assert refused.status_code == 422 and "your own name" in refused.content.decode()
    assert maya.post(f"/me/meetings/ours/{meeting.pk}/", {"alias": "Blue Heron"}).status_code == 302
    assert "I was there" in maya.get("/me/week/").content.decode()
    maya.post(f"/me/week/{first.pk}/", {"word": "there"})
    assert "You were there" in maya.get("/me/week/").content.decode()
    assert "you have shown up 1 time" in maya.get("/me/path/").content.decode()
    assert "not-now-there" in maya.post(f"/me/week/{ahead.pk}/", {"word": "there"})["Location"]
    page = sam.get(f"/team/occasions/{first.pk}/").content.decode()
    assert "Blue Heron" in page and "1 was there" in page and "Maya" not in page
    name = MeetingName.objects.get()
    sam.post(f"/team/occasions/{first.pk}/there/", {"name": name.pk, "word": "back"})
    assert not ShownUp.objects.standing().exists()
    sam.post(f"/team/occasions/{first.pk}/there/", {"name": name.pk, "word": "there"})
    assert ShownUp.objects.standing().exists()
    late = sam.post(f"/team/occasions/{ahead.pk}/there/", {"name": name.pk, "word": "there"})
    assert late.status_code == 422 and "Nothing was changed" in late.content.decode()
    assert "Open table" not in sam.get(f"/team/people/{live_cast.maya.pk}/story/").content.decode()
    maya.post(f"/me/meetings/ours/{meeting.pk}/end/")
    assert maya.post(f"/me/week/{first.pk}/", {"word": "back"}).status_code == 404


def test_theo_and_omar_are_refused_and_who_does_not_lead_it_reads_a_number(live_cast, meeting):
    first = Occasion.objects.earliest("starts_at")
    live_cast.browser(live_cast.maya).post(f"/me/meetings/ours/{meeting.pk}/", {"alias": "Blue Heron"})
    name = MeetingName.objects.get()
    for other in (live_cast.theo, live_cast.omar):
        browser = live_cast.browser(other)
        for address in (
            f"/me/meetings/ours/{meeting.pk}/",
            f"/me/week/{first.pk}/",
            f"/team/occasions/{first.pk}/there/",
        ):
            assert browser.post(address, {"name": name.pk, "alias": "Otter"}).status_code == 404, address
    ravi = live_cast.browser(live_cast.ravi)
    page = ravi.get(f"/team/occasions/{first.pk}/").content.decode()
    assert "Only whoever leads it sees the names." in page and "Blue Heron" not in page
    assert ravi.post(f"/team/occasions/{first.pk}/there/", {"name": name.pk}).status_code == 404
