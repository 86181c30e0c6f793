"""The lanes above the chart: what was done with Maya, by strand, since a day."""

from __future__ import annotations

from datetime import timedelta

from handrail.continuum.journey.queries import lanes

DAY = timedelta(days=1)


def test_an_appointment_kept_and_a_step_a_worker_did_are_each_in_their_lane(story):
    found = lanes(story.maya, act=story.act(story.priya), since=story.now - 30 * DAY)
    assert found == {
        "counsel": [story.now - 4 * DAY],
        "peer": [],
        "case": [story.now - 5 * DAY],
        "crisis": [],
    }


def test_nothing_older_than_the_window_is_counted(story):
    found = lanes(story.maya, act=story.act(story.priya), since=story.now - 4.5 * DAY)
    assert [len(times) for times in found.values()] == [1, 0, 0, 0]


def test_theo_sees_four_empty_lanes(story):
    found = lanes(story.maya, act=story.act(story.theo), since=story.now - 30 * DAY)
    assert list(found.values()) == [[], [], [], []]
