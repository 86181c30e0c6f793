"""What does not work for one person, or in one part of what time brings, stops nothing for anybody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from handrail.continuum import clock
from handrail.continuum.watch.actions import gaps
from handrail.continuum.watch.closing import close_days
from handrail.continuum.watch.models import GapNight, WatchState
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from handrail.foundation.teams.queries import organisation_zone
from handrail.operations.crisis_findings import days

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def told(cast):
    """Maya and Omar checked in three days ago, and their days were closed until yesterday."""
    for person in (cast.maya, cast.omar):
        at = cast.now - 3 * DAY
        check_in(person, key=uuid4(), answers={"mood": 5, "craving": 2}, act=cast.act(person, at))
        deliver_due(at)
    assert close_days(cast.now - DAY) == 2
    return cast


def through(person):
    return WatchState.objects.get(person=person).through_day


def test_a_memory_that_does_not_open_stops_nobody_elses_day_and_is_tried_again(told):
    kept = WatchState.objects.get(person=told.maya).memory
    WatchState.objects.filter(person=told.maya).update(memory={"not": "a memory"})
    before = through(told.omar)
    with pytest.raises(ExceptionGroup, match="all others of this turn were"):
        close_days(told.now)
    assert through(told.omar) == before + DAY and through(told.maya) == before
    assert close_days(told.now + SECOND / 2) == 0
    WatchState.objects.filter(person=told.maya).update(memory=kept)
    assert close_days(told.now + SECOND) == 1
    assert through(told.maya) == through(told.omar)


def test_a_memory_that_reaches_further_than_its_row_is_built_again_from_what_maya_told(told):
    close_days(told.now)
    true = WatchState.objects.get(person=told.maya)
    WatchState.objects.filter(pk=true.pk).update(through_day=true.through_day - 2 * DAY)
    assert close_days(told.now) == 1
    again = WatchState.objects.get(pk=true.pk)
    assert (again.through_day, again.memory) == (true.through_day, true.memory)


def test_who_is_not_watched_any_more_is_told_to_whoever_runs_it(told):
    WatchState.objects.update(through_day=timezone.now().date() - DAY)
    with connection.cursor() as cursor:
        assert days(cursor).well
        WatchState.objects.filter(person=told.maya).update(through_day=timezone.now().date() - 9 * DAY)
        assert not days(cursor).well and days(cursor).says.endswith(": 1")


def test_one_who_cannot_be_looked_at_leaves_the_gaps_of_the_others(cast, monkeypatch):
    real, at, looked = gaps.facts_of, cast.now.astimezone(organisation_zone()).replace(hour=3), set()

    def breaks(people, *others):
        if cast.maya.pk in people:
            raise ValueError("not a fact")
        looked.update(people)
        return real(people, *others)

    monkeypatch.setattr(gaps, "facts_of", breaks)
    with pytest.raises(ExceptionGroup, match="all others of this turn were"):
        gaps.look_for_gaps(at)
    assert cast.omar.pk in looked and cast.maya.pk not in looked
    gaps.look_for_gaps(at)
    assert GapNight.objects.get().done_at is not None


def test_a_part_of_what_time_brings_that_fails_stops_no_other(told, monkeypatch):
    def breaks(_now):
        raise ValueError("poison")

    monkeypatch.setattr(clock, "move_on_unanswered", breaks)
    before = through(told.maya)
    with pytest.raises(ExceptionGroup, match="all else was"):
        clock.tick(told.now)
    assert through(told.maya) == before + DAY
    monkeypatch.undo()
