"""A circle that Priya moderates and a meeting that she leads, with Maya in both under a name, for the tests that go everywhere."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

from handrail.foundation.messaging import actions as messaging
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering
from handrail.foundation.teams.models import Programme
from tests.cast import Cast


def circle_around(cast: Cast) -> None:
    """Maya wrote in it once, as Blue Heron."""
    priya, maya = cast.act(cast.priya), cast.act(cast.maya)
    outpatient = Programme.objects.get(name="Outpatient")
    circle = messaging.open_circle(outpatient, name="Evenings", goal="Calm evenings.", act=priya)
    messaging.invite_to_circle(circle, cast.maya, act=priya)
    messaging.join_circle(circle, "Blue Heron", act=maya)
    messaging.write_in_circle(circle, "Tea helps me.", key=uuid4(), act=maya)
    for name, hour in (("Open table", 3), ("Late table", 4)):  # she comes to the first
        scheduling.make_gathering(
            outpatient, cast.priya, kind=Gathering.Kind.MEETING, strand="counsel", name=name, capacity=30, minutes=30,
            first_on=cast.today - timedelta(days=2), clock=time(hour), time_zone="America/New_York",
            every=Gathering.Every.WEEK, called=Gathering.Called.ALIAS, act=cast.act(cast.priya, at=cast.now - timedelta(days=9)),
        )  # fmt: skip
    first = Gathering.objects.filter(called=Gathering.Called.ALIAS).earliest("pk")
    scheduling.choose_meeting_name(first, "Blue Heron", act=maya)
    scheduling.say_there(first.occasions.earliest("starts_at"), act=maya)
