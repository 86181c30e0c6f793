"""Somebody called without a name; Noor finds out that it was Maya, and once that it was not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.journey.queries import timeline
from handrail.foundation.consent.evaluator import Refused
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, FollowUp

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def nameless(desk):
    """Somebody rang, an hour ago; Noor has it."""
    at = desk.now - 60 * MINUTE
    made = crisis.ask_for_help(None, key=uuid4(), origin=Alert.Origin.WORKER, act=desk.act(desk.noor, at=at))
    crisis.acknowledge(made, act=desk.act(desk.noor, at=at + MINUTE))
    return made


def told(desk, person):
    return [one.title for one in timeline(person, act=desk.act(person))]


def recognized(desk, alert, reason="She told me her name and mine."):
    return crisis.recognize(alert, desk.maya, reason=reason, act=desk.act(desk.noor))


def test_a_call_that_was_hers_stands_in_her_story_from_when_she_called(desk, nameless):
    recognized(desk, nameless)
    crisis.close(
        nameless, outcome="settled", words="", owner=desk.sam, follow_up_at=desk.now + DAY,
        act=desk.act(desk.noor, at=desk.now + MINUTE),
    )  # fmt: skip
    story = {one.title: one.at for one in timeline(desk.maya, act=desk.act(desk.maya))}
    assert story["Somebody on the team asked for help"] == desk.now - 60 * MINUTE
    assert story["Answered the call for help"] == desk.now - 59 * MINUTE
    assert story["The crisis was closed"] > story["Said that a call for help without a name was theirs"]
    assert FollowUp.objects.filter(alert__person=desk.maya, kind="next_day").count() == 1


def test_what_was_not_hers_leaves_her_story_and_is_a_call_without_a_name_again(desk, nameless):
    recognized(desk, nameless)
    later = desk.now + MINUTE
    crisis.add_note(nameless, words="She has a dog.", act=desk.act(desk.noor, at=later))
    crisis.close(
        nameless, outcome="settled", words="", owner=desk.sam, follow_up_at=desk.now + DAY, act=desk.act(desk.noor, at=later)
    )  # fmt: skip
    owed = FollowUp.objects.filter(done_at=None)
    assert owed.count() > 5
    crisis.take_back_recognition(
        nameless, reason="Her sister rang.", act=desk.act(desk.noor, at=later + MINUTE)
    )
    nameless.refresh_from_db()
    assert nameless.person is None
    # Who called is still called back; what was owed to Maya is not.
    assert list(owed.values_list("kind", flat=True)) == ["next_day"]
    titles = told(desk, desk.maya)
    assert "The crisis was closed" not in titles
    assert titles[:2] == [
        "Said that the call was not theirs after all, and took it out",
        "Said that a call for help without a name was theirs",
    ]
    # And it may be said again, of whoever it was.
    recognized(desk, nameless, "It was her after all.")
    assert "Answered the call for help" in told(desk, desk.maya)


def test_a_closed_call_is_followed_by_a_call_within_two_days(desk, nameless):
    crisis.close(nameless, outcome="settled", words="", act=desk.act(desk.noor, at=desk.now - MINUTE))
    recognized(desk, nameless)
    due = FollowUp.objects.get(kind="next_day")
    assert (due.owner, due.alert.person) == (desk.noor, desk.maya)
    assert due.due_at <= desk.now + 2 * DAY


@pytest.mark.parametrize("who", ["theo", "priya", "far", "maya"])
def test_only_whoever_answers_at_her_desk_says_so(desk, nameless, who):
    crisis.close(nameless, outcome="settled", words="", act=desk.act(desk.noor, at=desk.now - MINUTE))
    with pytest.raises(Refused):
        crisis.recognize(nameless, desk.maya, reason="I know her.", act=desk.act(desk.people[who]))
    assert not nameless.recognitions.exists()


def test_an_open_call_is_not_joined_to_another_and_a_reason_is_needed(desk, nameless, alert):
    for reason in (" ", "Her voice."):
        with pytest.raises(ValueError, match="Nothing was changed"):
            recognized(desk, nameless, reason)
    with pytest.raises(ValueError, match="Nobody said"):
        crisis.take_back_recognition(nameless, reason="No.", act=desk.act(desk.noor))
    with pytest.raises(crisis.NotYours):
        crisis.recognize(nameless, desk.maya, reason="Her voice.", act=desk.act(desk.ravi))
