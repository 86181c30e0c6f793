"""F20, F21: a clock jumps by hours, that of the database or of a host. Calls about an alert neither stop nor storm."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail.foundation.people.models import ContactPoint
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.models import Alert
from handrail.pillars.crisis.moment import database_clock
from tests.faults.own_server import in_time

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))


@pytest.fixture
def jump(own, way, crew):
    """Sets the clock of the server: hours from the true one, at once."""
    if not LIBRARIES:
        pytest.skip("libfaketime is not on this machine")
    clock = own.cluster.data / "clock"

    def to(hours: int) -> None:
        clock.write_text(f"{hours:+}h")
        clock.chmod(0o644)

    ended = {"due_at": None, "closed_by": crew.ravi, "outcome": Alert.Outcome.SETTLED}
    in_time(lambda: Alert.objects.open().update(closed_at=crew.now, **ended))
    to(0)
    own.cluster.stop(patience=5)
    own.start_by(clock, LIBRARIES[0])
    yield to
    own.cluster.stop(patience=5)
    own.start()


def turns(many=3):
    """How many steps each turn of the pager took."""
    return in_time(lambda: [pager.page_due().steps for _turn in range(many)])


def asked_by(crew, who, at):
    return crisis.ask_for_help(who, key=uuid4(), act=crew.act(who, at, "open"))


def test_the_databases_clock_jumps_and_each_jump_is_one_call_at_most_and_none_is_missed(jump, crew):
    in_time(lambda: ContactPoint.objects.create(person=crew.noor, system="phone", value="+15550200"))
    alert = in_time(lambda: asked_by(crew, crew.maya, database_clock()))
    assert turns() == [1, 0, 0]
    for hours in (2, -2, 3, 0, -30):
        jump(hours)
        assert abs(in_time(database_clock) - timezone.now() - hours * HOUR) < MINUTE
        assert turns() == [1, 0, 0], f"after the clock was set to {hours:+} h"
        due = in_time(lambda: Alert.objects.get(pk=alert.pk)).due_at
        assert timedelta(0) < due - in_time(database_clock) <= 2 * MINUTE
    in_time(lambda: crisis.acknowledge(alert, act=crew.act(crew.noor, database_clock())))
    assert turns() == [0, 0, 0]
    jump(-33)
    assert turns() == [1, 0, 0], "whoever had it by the old clock is called again"
    in_time(lambda: crisis.acknowledge(alert, act=crew.act(crew.ravi, database_clock())))
    closed = in_time(lambda: crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=crew.sam, follow_up_at=database_clock() + 20 * HOUR,
        act=crew.act(crew.ravi, database_clock()),
    ))  # fmt: skip
    assert closed.closed_at is not None
    assert turns() == [0, 0, 0]


@pytest.mark.parametrize("hours", [2, -2])
def test_a_host_whose_clock_is_wrong_raises_an_alert_and_it_is_called_about_now(jump, crew, hours):
    in_time(lambda: asked_by(crew, crew.omar, timezone.now() + hours * HOUR))
    assert turns() == [1, 0, 0]
