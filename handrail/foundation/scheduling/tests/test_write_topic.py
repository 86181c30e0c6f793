"""Maya writes down what she wants to talk about; whoever she meets reads it, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Topic

HOUR = timedelta(hours=1)
WORDS = "My sister. And whether I can go back to work."


@pytest.fixture
def meeting(cast):
    act = cast.act(cast.priya)
    return scheduling.book(
        cast.maya,
        cast.priya,
        starts_at=cast.now + HOUR,
        ends_at=cast.now + 2 * HOUR,
        strand="counsel",
        act=act,
    )


def readers(cast):
    return {name for name in cast.people if Topic.objects.visible_to(cast.act(cast.people[name])).exists()}


def test_she_writes_it_for_priya_alone_and_it_lies_sealed(cast, meeting):
    scheduling.write_topic(meeting, words=WORDS, act=cast.act(cast.maya))
    assert Topic.objects.get().words == WORDS
    assert readers(cast) == {"maya", "priya"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM scheduling_topic")
        assert "sister" not in str(cursor.fetchall())


def test_written_again_the_newest_counts_the_same_words_are_kept_once_and_empty_takes_it_back(cast, meeting):
    for words in (WORDS, WORDS, "Only work.", ""):
        scheduling.write_topic(meeting, words=words, act=cast.act(cast.maya))
    assert [one.words for one in Topic.objects.newest_first()] == ["", "Only work.", WORDS]


def test_whoever_takes_over_the_meeting_does_not_read_what_was_written_for_another(cast, meeting):
    scheduling.write_topic(meeting, words=WORDS, act=cast.act(cast.maya))
    Appointment.objects.filter(pk=meeting.pk).update(worker=cast.lena)
    assert "lena" not in readers(cast)
    scheduling.write_topic(meeting, words=WORDS, act=cast.act(cast.maya))
    assert "lena" in readers(cast)


@pytest.mark.parametrize("who", ["priya", "sam", "theo", "omar"])
def test_nobody_writes_it_for_her(cast, meeting, who):
    with pytest.raises(Refused):
        scheduling.write_topic(meeting, words="x", act=cast.act(cast.people[who]))
    assert not Topic.objects.exists()


def test_after_the_meeting_nothing_is_written(cast, meeting):
    late = cast.act(cast.maya, at=cast.now + 3 * HOUR)
    with pytest.raises(scheduling.MeetingOver):
        scheduling.write_topic(meeting, words=WORDS, act=late)
    scheduling.settle(meeting, status=Appointment.Status.CANCELLED, act=cast.act(cast.priya))
    with pytest.raises(scheduling.MeetingOver):
        scheduling.write_topic(meeting, words=WORDS, act=cast.act(cast.maya))
