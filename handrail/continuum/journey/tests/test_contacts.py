"""The marks above a chart: what was done with Maya, by strand, since a day, as far as the reader may read."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.journey.contacts import contacts_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert

DAY = timedelta(days=1)
ALL = frozenset({"appointments", "care_plan", "crisis_episodes"})


def found(story, *, days=30.0, opens=ALL):
    return contacts_of(story.maya, act=story.act(story.priya), since=story.now - days * DAY, opens=opens)


@pytest.fixture
def called(story):
    """Maya asked for help six days ago."""
    act = story.act(story.maya, at=story.now - 6 * DAY)
    crisis.ask_for_help(story.maya, key=uuid4(), origin=Alert.Origin.PERSON, act=act)
    return story


def test_an_appointment_kept_a_step_a_worker_did_and_a_call_for_help_are_each_in_their_lane(called):
    contacts = found(called)
    assert contacts.lanes == {
        "counsel": [called.now - 4 * DAY],
        "peer": [],
        "case": [called.now - 5 * DAY],
        "crisis": [called.now - 6 * DAY],
    }
    assert contacts.calls == [(called.now - 6 * DAY, True)]


def test_nothing_older_than_the_window_is_counted(called):
    assert [len(times) for times in found(called, days=4.5).lanes.values()] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("opens", "lanes"),
    [
        ({"appointments", "care_plan"}, {"counsel": 1, "peer": 0, "case": 1}),
        ({"appointments"}, {"counsel": 1, "peer": 0, "case": 0}),
        ({"crisis_episodes"}, {"crisis": 1}),
        (set(), {}),
    ],
)
def test_what_a_reader_may_not_read_leaves_neither_a_mark_nor_a_lane(called, opens, lanes):
    contacts = found(called, opens=frozenset(opens))
    assert {strand: len(times) for strand, times in contacts.lanes.items()} == lanes
    assert bool(contacts.calls) == ("crisis_episodes" in opens)
