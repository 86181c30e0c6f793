"""Scales asked for by themselves: of a whole program or of Maya alone, never too soon, and a no is a no."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.asking import ask_due
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Schedule
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVERY, SESSION, AFTER, INTAKE, NEVER = (
    Schedule.When.EVERY,
    Schedule.When.SESSION,
    Schedule.When.AFTER,
    Schedule.When.INTAKE,
    Schedule.When.NEVER,
)


@pytest.fixture
def outpatient(cast):
    return Programme.objects.get(name="Outpatient")


def for_all(cast, programme, when, scale="phq9", **more):
    return measures.schedule(
        instrument_id=scale, when=when, programme=programme, act=cast.act(cast.ravi), **more
    )


def for_maya(cast, when, scale="phq9", who="priya", **more):
    act = cast.act(cast.people[who])
    return measures.schedule(instrument_id=scale, when=when, person=cast.maya, act=act, **more)


def asked(cast):
    found = Assignment.objects.order_by("pk")
    return [(cast_name(cast, one.person), one.instrument, one.due_on - cast.today) for one in found]


def cast_name(cast, person):
    return next(name for name, one in cast.people.items() if one == person)


def test_everybody_of_the_program_is_asked_every_thirty_days_and_nobody_of_another(cast, outpatient):
    for_all(cast, outpatient, EVERY, every_days=30)
    assert ask_due(cast.now) == 1
    assert asked(cast) == [("maya", "phq9", 7 * DAY)]
    entry = Entry.objects.get(kind="measures.assignment.asked")
    assert (entry.person, entry.actor, entry.via) == (cast.maya, None, "clock")
    # Looked at again: she is asked already, and nobody looks twice in a quarter of an hour.
    assert ask_due(cast.now) == ask_due(cast.now + HOUR) == 0
    measures.decline(Assignment.objects.get(), act=cast.act(cast.maya))
    assert ask_due(cast.now + 29 * DAY) == 0
    assert ask_due(cast.now + 30 * DAY) == 1


def test_our_own_questions_are_asked_by_themselves_like_a_scale(cast):
    for_maya(cast, EVERY, scale="needs_check", every_days=180)
    assert ask_due(cast.now) == 1 and asked(cast) == [("maya", "needs_check", 7 * DAY)]


def test_an_answer_she_gave_by_herself_counts_like_one_that_was_asked_for(cast, outpatient):
    answers = {f"phq9_{n}": 0 for n in range(1, 10)}
    act = cast.act(cast.maya, at=cast.now - 13 * DAY)
    measures.submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=act)
    for_all(cast, outpatient, EVERY, every_days=14)
    assert ask_due(cast.now) == 0
    assert ask_due(cast.now + DAY) == 1


def test_before_each_session_it_is_asked_from_the_day_before_and_is_due_on_its_day(cast):
    for_maya(cast, SESSION, "core10")
    meeting = {"starts_at": cast.now + 2 * DAY, "ends_at": cast.now + 2 * DAY + HOUR}
    scheduling.book(cast.maya, cast.priya, strand="counsel", **meeting, act=cast.act(cast.priya))
    assert ask_due(cast.now) == 0
    assert ask_due(cast.now + DAY) == 1
    assert asked(cast) == [("maya", "core10", 2 * DAY)]


def test_what_is_asked_before_a_session_moves_with_it_and_stays_where_none_is_left(cast, outpatient):
    for_all(cast, outpatient, SESSION, "core10")
    for_maya(cast, EVERY, every_days=30)
    act, times = cast.act(cast.priya), [cast.now + days * DAY for days in (1, 7, 20)]
    first = scheduling.book(
        cast.maya, cast.priya, strand="counsel", starts_at=times[0], ends_at=times[0] + HOUR, act=act
    )
    ask_due(cast.now)
    assert asked(cast) == [("maya", "core10", DAY), ("maya", "phq9", 7 * DAY)]
    scheduling.move(first, starts_at=times[2], ends_at=times[2] + HOUR, act=act)
    deliver_due(cast.now)
    assert asked(cast) == [("maya", "core10", 20 * DAY), ("maya", "phq9", 7 * DAY)]
    sooner = scheduling.book(
        cast.maya, cast.priya, strand="counsel", starts_at=times[1], ends_at=times[1] + HOUR, act=act
    )
    for one, day in ((first, 7), (sooner, 7)):
        one.refresh_from_db()
        scheduling.settle(one, status="cancelled", cancelled_by="us", act=act)
        deliver_due(cast.now)
        assert asked(cast)[0] == ("maya", "core10", day * DAY)
    assert Entry.objects.filter(kind="measures.assignment.moved", person=cast.maya.pk).count() == 2
    with pytest.raises(Refused):
        measures.follow_session(cast.maya, was=cast.today, day=cast.today, act=cast.act(cast.theo))


def test_after_a_session_that_was_kept_it_is_asked_at_once_and_after_a_missed_one_it_is_not(cast, outpatient):
    for_all(cast, outpatient, AFTER, "session_feedback")
    for_maya(cast, AFTER, "craving_now")
    scheduling_act = cast.act(cast.priya)

    def meets(hours, strand="counsel"):
        at = cast.now - hours * HOUR
        return scheduling.book(
            cast.maya, cast.priya, strand=strand, starts_at=at, ends_at=at + HOUR / 2, act=scheduling_act
        )

    for hours, status, strand in (
        (3, "did_not_come", "counsel"),
        (2, "fulfilled", "case"),
        (90, "fulfilled", "counsel"),
    ):
        scheduling.settle(meets(hours, strand), status=status, act=scheduling_act)
    deliver_due(cast.now)
    assert ask_due(cast.now) == 0 and not asked(cast)
    scheduling.settle(meets(1), status="late", act=scheduling_act)
    deliver_due(cast.now)
    assert asked(cast) == [("maya", "session_feedback", 7 * DAY), ("maya", "craving_now", 7 * DAY)]
    scheduling.settle(meets(4), status="fulfilled", act=scheduling_act)
    deliver_due(cast.now)
    assert len(asked(cast)) == 2 and ask_due(cast.now + HOUR) == 0


def test_at_intake_whoever_comes_new_is_asked_and_whoever_was_here_is_not(cast, outpatient):
    for_all(cast, outpatient, INTAKE)
    teams.enrol(cast.omar, outpatient, act=cast.act(None))
    assert ask_due(cast.now) == 1
    assert asked(cast) == [("omar", "phq9", 7 * DAY)]


def test_what_was_set_for_maya_comes_before_what_holds_for_all(cast, outpatient):
    for_all(cast, outpatient, EVERY, every_days=14)
    own = for_maya(cast, NEVER)
    assert ask_due(cast.now) == 0
    measures.end_schedule(own, act=cast.act(cast.priya))
    assert ask_due(cast.now + HOUR) == 1


def test_a_schedule_set_anew_ends_the_one_before_and_an_ended_one_asks_nobody(cast, outpatient):
    first = for_all(cast, outpatient, EVERY, every_days=14)
    second = for_all(cast, outpatient, EVERY, every_days=30)
    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (cast.now, None)
    measures.end_schedule(second, act=cast.act(cast.ravi))
    assert ask_due(cast.now) == 0
    kinds = Entry.objects.filter(kind__startswith="measures.schedule").values_list("kind", flat=True)
    assert sorted(kinds) == ["measures.schedule.ended"] * 2 + ["measures.schedule.made"] * 2


@pytest.mark.parametrize("days", [None, 0, 13])
def test_more_often_than_the_scale_allows_is_refused_and_nothing_changes(cast, days):
    with pytest.raises(measures.TooOften, match="at least 14 days"):
        for_maya(cast, EVERY, every_days=days)
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("scale", ["cows", "ciwaar", "asq", "daily_checkin", "safety_plan"])
def test_what_nobody_can_answer_alone_is_not_asked_by_itself(cast, scale):
    with pytest.raises(measures.NotForThem):
        for_maya(cast, SESSION, scale)


def test_only_a_supervisor_of_the_program_sets_it_for_all_and_only_her_team_for_maya(cast, outpatient):
    for who in ("priya", "theo", "maya", "elin"):
        with pytest.raises(Refused):
            measures.schedule(
                instrument_id="phq9", when=INTAKE, programme=outpatient, act=cast.act(cast.people[who])
            )
    with pytest.raises(Refused):
        for_all(cast, Programme.objects.get(name="Intensive"), INTAKE)
    for who in ("theo", "maya", "sam", "lena", "ravi"):
        with pytest.raises(Refused):
            for_maya(cast, SESSION, who=who)
    with pytest.raises(Refused):
        measures.ask_scheduled(1, {}, act=cast.act(cast.priya))
    with pytest.raises(Refused):
        measures.ask_after_session(cast.maya, day=cast.today, act=cast.act(cast.priya))
    assert not Schedule.objects.exists()
