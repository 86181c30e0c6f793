"""Days that do not count: Maya is away, or we stood still. Nobody wonders why she is quiet, and Theo has no say in it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from handrail.continuum.clock import tick
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.actions import note_outage
from handrail.continuum.watch.closing import close_days
from handrail.continuum.watch.expecting import choice_of, days_off, none_asked
from handrail.continuum.watch.memory import evening_of
from handrail.continuum.watch.models import Absence, CheckInDays, Concern, Outage, WatchState
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry, Heartbeat
from handrail.foundation.measures.actions import check_in

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def tell(cast, days_ago):
    at = cast.now - days_ago * DAY
    check_in(cast.maya, key=uuid4(), answers={"mood": 6, "craving": 2}, act=cast.act(cast.maya, at))
    deliver_due(at)


def away(cast, first, last, who="maya", at=None):
    act = cast.act(cast.people[who], at)
    return watch.tell_absence(
        cast.maya, from_on=cast.today + first * DAY, until_on=cast.today + last * DAY, act=act
    )


def choose(cast, weekdays, who="maya", at=None):
    return watch.choose_days(cast.maya, weekdays=weekdays, act=cast.act(cast.people[who], at))


def nothing(cast):
    """Nobody said anything, and we were here."""


def told(cast):
    away(cast, -5, 3, at=cast.now - 6 * DAY)


def stood_still(cast):
    Outage.objects.create(from_at=cast.now - 6 * DAY, until_at=cast.now)


def other_weekdays(cast):
    choose(cast, {(cast.today - 6 * DAY).weekday()}, at=cast.now - 6 * DAY)


@pytest.mark.parametrize(
    ("why", "wondered", "counted"),
    [
        (nothing, True, "mmmmm"), (told, False, "-----"), (stood_still, False, "-----"),
        (other_weekdays, False, "-----"),
    ],
)  # fmt: skip
def test_five_days_without_maya_are_a_concern_unless_none_was_expected(cast, why, wondered, counted):
    for days_ago in range(25, 5, -1):
        tell(cast, days_ago)
    why(cast)
    for days_ago in range(4, -1, -1):
        close_days(cast.now - days_ago * DAY)
    assert Concern.objects.exists() is wondered
    ring = WatchState.objects.get().memory["silence"][3]
    assert "".join(ring).count(counted[0]) == len(counted)


def test_she_says_it_once_comes_back_earlier_and_the_days_count_again(cast):
    first = away(cast, 2, 9)
    assert away(cast, 2, 9) == first and Absence.objects.count() == 1
    week = days_off(cast.maya, cast.today, cast.today + 12 * DAY)
    assert week == {cast.today + n * DAY for n in range(2, 10)}
    assert watch.end_absence(cast.maya, act=cast.act(cast.maya, at=cast.now + 5 * DAY)) == 1
    assert days_off(cast.maya, cast.today, cast.today + 12 * DAY) == {cast.today + n * DAY for n in (2, 3, 4)}
    kinds = (
        Entry.objects.filter(kind__startswith="watch.absence").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["watch.absence.told", "watch.absence.ended"]


def test_from_the_day_she_chose_three_weekdays_the_others_are_off_and_less_evidence_is_enough(cast):
    for days_ago in range(25, 0, -1):
        tell(cast, days_ago)
    check_in(cast.maya, key=uuid4(), answers={"craving": 9}, act=cast.act(cast.maya))
    deliver_due(cast.now)
    row = WatchState.objects.get()
    daily = evening_of(row, cast.today).index
    three = {(cast.today + n * DAY).weekday() for n in (0, 2, 4)}
    assert choose(cast, three) and choose(cast, three) is None, "chosen again, nothing happens"
    assert evening_of(row, cast.today).index == pytest.approx(daily * 10.3 / 6.6) and daily > 0
    assert days_off(cast.maya, cast.today - 7 * DAY, cast.today + 6 * DAY) == {
        cast.today + n * DAY for n in (1, 3, 5, 6)
    }
    assert choose(cast, set(range(7)), who="sam") and CheckInDays.objects.count() == 2
    assert not days_off(cast.maya, cast.today, cast.today + 6 * DAY)
    assert Entry.objects.filter(kind="watch.days.chosen").last().facts["weekdays"] == list(range(7))


def test_other_days_for_a_while_end_by_themselves_and_no_note_comes_on_the_days_between(cast):
    every, one = set(range(7)), {cast.today.weekday()}
    act, until = cast.act(cast.priya), cast.today + 9 * DAY
    assert watch.choose_days(cast.maya, weekdays=one, until_on=until, act=act)
    assert watch.choose_days(cast.maya, weekdays=one, until_on=until, act=act) is None
    off = days_off(cast.maya, cast.today, cast.today + 13 * DAY)
    assert off == {cast.today + n * DAY for n in (1, 2, 3, 4, 5, 6, 8, 9)}
    tomorrow = cast.maya.pk, cast.today + DAY
    assert none_asked([tomorrow, (cast.maya.pk, until + DAY)]) == {tomorrow}
    assert Entry.objects.get(kind="watch.days.chosen").facts["until"] == until.isoformat()
    assert choose(cast, every), "she may end it herself, before that day"
    assert choice_of(cast.maya, cast.today).until is None
    for wrong in (cast.today - DAY, cast.today + 91 * DAY):
        with pytest.raises(watch.NotAWhile):
            watch.choose_days(cast.maya, weekdays=one, until_on=wrong, act=act)


@pytest.mark.parametrize(("who", "weekdays", "why"), [
    ("theo", {0}, Refused), ("elin", {0}, Refused), ("maya", (), watch.NotWeekdays), ("priya", {0, 7}, watch.NotWeekdays),
])  # fmt: skip
def test_nobody_else_chooses_and_a_week_has_seven_days(cast, who, weekdays, why):
    with pytest.raises(why):
        choose(cast, weekdays, who=who)
    assert not CheckInDays.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"), [(-1, 3), (3, 2), (0, 91), (367, 370), (0, (date.max - date(2026, 12, 1)).days)]
)
def test_what_is_no_time_ahead_is_refused_and_nothing_is_kept(cast, first, last):
    with pytest.raises(watch.NotAnAbsence):
        away(cast, first, last)
    assert away(cast, 366, 366 + 90) and Absence.objects.count() == 1


def test_her_team_may_say_it_for_her_and_theo_may_not(cast):
    assert away(cast, 0, 3, who="priya").told_by == cast.priya
    for who in ("theo", "omar", "elin"):
        with pytest.raises(Refused):
            away(cast, 0, 3, who=who)
        with pytest.raises(Refused):
            watch.end_absence(cast.maya, act=cast.act(cast.people[who]))


@pytest.mark.parametrize(("minutes", "kept"), [(1, 0), (14, 0), (15, 1), (600, 1)])
def test_the_clock_notes_once_for_how_long_it_stood_still(cast, minutes, kept):
    Heartbeat.objects.create(loop="clock", at=cast.now - timedelta(minutes=minutes))
    assert tick(cast.now)["outages_noted"] == kept
    assert note_outage(cast.now + timedelta(seconds=1)) <= 1 - kept
    assert Outage.objects.count() == kept


def test_only_long_troubles_of_the_day_excuse_a_day_and_not_those_of_the_night(cast):
    midnight = cast.now.replace(hour=0, minute=0)
    Outage.objects.create(from_at=midnight, until_at=midnight + 11 * HOUR)
    assert not days_off(cast.maya, cast.today, cast.today)
    Outage.objects.create(from_at=midnight + 20 * HOUR, until_at=midnight + 22 * HOUR)
    assert days_off(cast.maya, cast.today, cast.today) == {cast.today}
