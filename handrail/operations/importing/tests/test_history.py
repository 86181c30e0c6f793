"""What the watch makes of the past that was brought in: her usual, and no alarm for days that are over."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.closing import close_days
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.actions import check_in
from handrail.foundation.people.models import Person
from handrail.operations.importing import checkins

DAY = timedelta(days=1)
CALM = {"mood": 7, "craving": 2, "stress": 3}
HARD = {"mood": 2, "craving": 9, "stress": 9}


@pytest.fixture
def maya(live_cast):
    Person.objects.filter(pk=live_cast.maya.pk).update(external_id="MX-1")
    return live_cast.maya


@pytest.fixture
def bring(live_cast, old_system):
    """Bring in calm weeks with some ups and downs, from so many days ago to so many; `hard` days ago are hard."""

    def write(since, until, hard=()):
        lines = ["external_id,day,mood,craving,stress"]
        for ago in range(since, until - 1, -1):
            a = HARD if ago in hard else {**CALM, "mood": 7 + ago % 2, "craving": 2 - ago % 2}
            lines.append(f"MX-1,{live_cast.today - ago * DAY},{a['mood']},{a['craving']},{a['stress']}")
        code, text = checkins.run(old_system(*lines), None, True)
        assert code == 0, text

    return write


def tell(cast, answers, at=None):
    at = at or cast.now
    check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
    deliver_due(at)


def told_anybody():
    return Finding.objects.exists() or Concern.objects.exists() or Proposal.objects.exists()


def test_a_hard_past_calls_nobody_neither_at_once_nor_at_night(live_cast, maya, bring):
    bring(200, 0, hard=range(60))
    deliver_due(live_cast.now + DAY)
    for night in range(1, 15):
        close_days(live_cast.now + night * DAY)
    assert not told_anybody()


def test_who_has_not_checked_in_here_yet_does_not_go_quiet(live_cast, maya, bring):
    bring(200, 30)
    assert not WatchState.objects.exists()
    for night in range(1, 30):
        close_days(live_cast.now + night * DAY)
    assert not told_anybody()


def test_the_first_hard_check_in_here_is_compared_with_the_usual_that_was_brought(live_cast, maya, bring):
    bring(120, 20)
    for days_ago in (1, 0):
        tell(live_cast, HARD, live_cast.now - days_ago * DAY)
    by_usual = Finding.objects.filter(rule="early_warning")
    assert by_usual.filter(level__in=["alert", "strong"]).exists()
    assert not by_usual.first().early_baseline
    assert by_usual.first().inputs["signals"][0]["behind"] >= 30


def test_without_a_past_the_same_two_days_have_nothing_to_be_compared_with(live_cast, maya):
    for days_ago in (1, 0):
        tell(live_cast, HARD, live_cast.now - days_ago * DAY)
    assert not Finding.objects.filter(rule="early_warning").exists()


def test_a_calm_check_in_after_three_weeks_between_the_systems_says_nothing(live_cast, maya, bring):
    bring(120, 21)
    tell(live_cast, CALM)
    assert not told_anybody()
    silence = WatchState.objects.get().memory["silence"]
    assert "m" not in str(silence)


def test_a_change_that_nobody_was_told_of_is_told_when_it_goes_on_here(live_cast, maya, bring):
    bring(120, 1, hard=(3, 2, 1))
    tell(live_cast, HARD)
    finding = Finding.objects.get(rule="early_warning", concern__isnull=False)
    assert finding.day == live_cast.today


def test_who_is_watched_already_gets_the_longer_past_and_nobody_is_told(live_cast, maya, bring):
    for days_ago in (2, 1, 0):
        tell(live_cast, CALM, live_cast.now - days_ago * DAY)
    bring(100, 3, hard=(5, 4))
    row = WatchState.objects.get()
    assert row.began_on == live_cast.today - 100 * DAY
    assert row.through_day == live_cast.today - DAY
    assert row.memory["days"][0] == row.began_on.toordinal()
    assert not told_anybody()


def test_a_past_that_came_in_unseen_while_she_checked_in_is_taken_in_with_the_next(live_cast, maya, bring):
    for days_ago in range(6, 0, -1):
        tell(live_cast, CALM, live_cast.now - days_ago * DAY)
    memory = WatchState.objects.values().get()
    bring(200, 100)
    WatchState.objects.update(**{name: memory[name] for name in ("began_on", "through_day", "memory")})
    tell(live_cast, CALM)
    assert WatchState.objects.get().began_on == live_cast.today - 200 * DAY
