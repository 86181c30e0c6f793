"""A meeting where nobody is asked who they are: Maya comes as Blue Heron, and it counts for her alone."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from handrail.continuum.watch.hearing import last_heard
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.messaging.aliases import NotAnAlias
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Attendance, Gathering, MeetingName, Seat, ShownUp
from handrail.foundation.teams.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    """Sam's, each day since the day before yesterday."""
    return scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), cast.sam, kind=Gathering.Kind.MEETING, strand="peer", name="Open table",
        capacity=30, first_on=cast.today - timedelta(days=2), clock=time(9), minutes=60, time_zone="America/New_York",
        every=Gathering.Every.DAY, called=Gathering.Called.ALIAS, act=cast.act(cast.sam, at=cast.now - timedelta(days=3)),
    )  # fmt: skip


def test_it_counts_for_her_once_whoever_says_it_and_can_be_taken_back(cast, meeting):
    maya, sam = cast.act(cast.maya), cast.act(cast.sam)
    name = scheduling.choose_meeting_name(meeting, "Blue Heron", act=maya)
    first = meeting.occasions.earliest("starts_at")
    said = [scheduling.say_there(first, act=maya), scheduling.tick_there(first, name, act=sam)]
    assert said[0] == said[1] and ShownUp.objects.visible_to(maya).standing().count() == 1
    assert last_heard(cast.maya) == first.starts_at
    assert not Attendance.objects.exists() and not ShownUp.objects.visible_to(sam).exists()
    scheduling.untick_there(first, name, act=sam)
    assert not ShownUp.objects.visible_to(maya).standing().exists()
    assert scheduling.tick_there(first, name, act=sam).said_by == cast.sam
    for ahead in (meeting.occasions.latest("starts_at"), first):
        at = cast.now + timedelta(days=8 if ahead == first else 0)
        with pytest.raises(scheduling.NotNow):
            scheduling.say_there(ahead, act=cast.act(cast.maya, at=at))


def test_a_name_leads_to_nobody_and_stays_hers(cast, meeting):
    maya = cast.act(cast.maya)
    for alias, why in (("Maya", "own_name"), ("Sam", "moderator"), ("12345", "shape")):
        with pytest.raises(NotAnAlias) as refused:
            scheduling.choose_meeting_name(meeting, alias, act=maya)
        assert refused.value.why == why
    scheduling.choose_meeting_name(meeting, "Blue Heron", act=maya)
    scheduling.end_meeting_name(meeting, act=maya)
    with pytest.raises(Refused):
        scheduling.say_there(meeting.occasions.earliest("starts_at"), act=maya)
    assert scheduling.choose_meeting_name(meeting, "Other", act=maya).alias == "Blue Heron"
    assert MeetingName.objects.get().ended_at is None


def test_theo_omar_and_whoever_does_not_lead_it_say_nothing_there(cast, meeting):
    name = scheduling.choose_meeting_name(meeting, "Blue Heron", act=cast.act(cast.maya))
    first = meeting.occasions.earliest("starts_at")
    for other in (cast.theo, cast.omar, cast.priya, cast.ravi, cast.sam, cast.rosa):
        act = cast.act(other)
        with pytest.raises(Refused):
            scheduling.choose_meeting_name(meeting, "Otter", act=act)
        if other != cast.sam:
            for ticks in (scheduling.tick_there, scheduling.untick_there):
                with pytest.raises(Refused):
                    ticks(first, name, act=act)
    with pytest.raises(Refused):
        scheduling.give_seat(meeting, cast.maya, act=cast.act(cast.sam))
    assert not Seat.objects.exists()
