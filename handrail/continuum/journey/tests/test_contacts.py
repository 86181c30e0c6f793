"""The marks above a chart: what was done with Maya, by strand, since a day, as far as the reader may read."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.journey.contacts import contacts_of
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Credential
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Note
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, FollowUp

DAY = timedelta(days=1)
ALL = frozenset({"appointments", "care_plan", "crisis_episodes"})


def found(story, *, days=30.0, opens=ALL, who="priya"):
    act = story.act(story.people[who])
    return contacts_of(story.maya, act=act, since=story.now - days * DAY, opens=frozenset(opens))


def noted(story, days, **more):
    """Priya's signed note of that day."""
    act = story.act(story.priya, at=story.now - days * DAY)
    note = counseling.begin_note(story.maya, shape=Note.Shape.NARRATIVE, act=act, **more)
    counseling.save_draft(
        note, {"narrative": "She came in from the rain."}, began_from=0, written="", act=act
    )
    return counseling.sign(note, act=act)


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


def test_whoever_spoke_with_her_after_a_crisis_is_a_contact_of_it_and_a_try_is_none(called):
    alert, rows = Alert.objects.get(), {"reached": 5, "tried": 4}
    for outcome, days in rows.items():
        at = called.now - days * DAY
        FollowUp.objects.create(
            alert=alert, kind=FollowUp.Kind.CALL, owner=called.sam, done_by=called.sam, made_at=at - DAY,
            due_at=at, done_at=at, outcome=outcome,
        )  # fmt: skip
    contacts = found(called)
    assert contacts.lanes["crisis"] == [called.now - 6 * DAY, called.now - 5 * DAY]
    assert len(contacts.calls) == 1
    assert "crisis" not in found(called, opens={"appointments"}).lanes


def test_a_signed_note_is_one_contact_with_its_session_and_only_for_whoever_reads_notes(called):
    Credential.objects.create(person=called.priya, title="LCSW")
    kept = Appointment.objects.get()
    noted(called, 3, appointment=kept)
    alone = noted(called, 2)
    opens = ALL | {"counseling_notes"}
    for who in ("priya", "maya"):
        assert found(called, opens=opens, who=who).lanes["counsel"] == [kept.starts_at, alone.begun_at], who
    assert found(called).lanes["counsel"] == [kept.starts_at]
    assert found(called, opens=opens, who="sam").lanes["counsel"] == [kept.starts_at]
    assert found(called, opens={"counseling_notes"}).lanes == {"counsel": [kept.starts_at, alone.begun_at]}
    Appointment.objects.update(status=Appointment.Status.DID_NOT_COME)
    assert found(called, opens=opens).lanes["counsel"] == [alone.begun_at]
