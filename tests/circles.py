"""A circle that Sam moderates and Maya is in, for the tests that go everywhere."""

from __future__ import annotations

from uuid import uuid4

from handrail.foundation.messaging import actions as messaging
from handrail.foundation.teams.models import Programme
from tests.cast import Cast


def circle_around(cast: Cast) -> None:
    """Maya wrote in it once, as Blue Heron."""
    sam, maya = cast.act(cast.sam), cast.act(cast.maya)
    outpatient = Programme.objects.get(name="Outpatient")
    circle = messaging.open_circle(outpatient, name="Evenings", goal="Calm evenings.", act=sam)
    messaging.invite_to_circle(circle, cast.maya, act=sam)
    messaging.join_circle(circle, "Blue Heron", act=maya)
    messaging.write_in_circle(circle, "Tea helps me.", key=uuid4(), act=maya)
