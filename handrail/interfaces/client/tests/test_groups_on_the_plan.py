"""When her groups meet stands on Maya's plan beside her appointments."""

from __future__ import annotations

from datetime import time, timedelta

from django.urls import reverse

from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering
from handrail.foundation.teams.models import Programme


def test_maya_reads_when_her_group_meets_and_only_while_she_has_a_seat(live_cast):
    act = live_cast.act(live_cast.priya)
    group = scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), live_cast.priya, kind=Gathering.Kind.GROUP, strand="counsel",
        name="Tuesdays together", capacity=8, first_on=live_cast.today + timedelta(days=5), clock=time(11), minutes=75,
        time_zone="America/New_York", every=Gathering.Every.WEEK, place="Room 1", act=act,
    )  # fmt: skip
    starts = live_cast.now + timedelta(days=8)
    scheduling.book(
        live_cast.maya,
        live_cast.priya,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=20),
        strand="counsel",
        act=act,
    )
    maya, page = live_cast.browser(live_cast.maya), reverse("client:plan")
    assert "Tuesdays together" not in maya.get(page).content.decode()
    seat = scheduling.give_seat(group, live_cast.maya, act=act)
    shown = maya.get(page).content.decode().split('id="coming-h"')[1]
    first, visit = shown.index("11:00 am · Tuesdays together"), shown.index("with Priya N.")
    assert (
        first < visit < shown.rindex("Tuesdays together") and "Room 1" in shown
    )  # each week, in their order
    scheduling.end_seat(seat, act=act)
    assert "Tuesdays together" not in maya.get(page).content.decode()
