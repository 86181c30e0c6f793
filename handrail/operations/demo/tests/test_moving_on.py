"""On a later day the story goes on, and what somebody entered by hand meanwhile stays as they left it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Count

from handrail.continuum import clock
from handrail.continuum.watch.actions import settle
from handrail.continuum.watch.memory import begin_again
from handrail.continuum.watch.models import Absence, CheckInDays, Concern, Finding, WatchState
from handrail.foundation.consent.events import ContactWayChanged
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.actions import check_in
from handrail.foundation.measures.models import Assignment, CheckIn
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import CareRelationship, Enrolment
from handrail.operations.demo.building import build
from handrail.operations.demo.telling import last_told
from handrail.operations.demo.tests.conftest import NOW, TODAY, Riverbend, built
from handrail.pillars.counseling.models import Guest
from tests.opened import among

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PEOPLE, DAYS = 14, 50


@pytest.fixture(scope="module")
def riverbend(django_db_setup, django_db_blocker):
    """A small Riverbend as it was built on Thursday; each test goes on from there."""
    with django_db_blocker.unblock():
        yield from built(PEOPLE, DAYS)


def goes_on(days: int) -> Riverbend:
    """The same Riverbend that many days after Thursday."""
    build(PEOPLE, 7, DAYS, today=TODAY + days * DAY)
    return Riverbend(TODAY + days * DAY)


def rows(*fields, model, until=NOW):
    """What is there of the time before, row by row."""
    at = {CheckIn: "made_at", Entry: "at", Finding: "found_at"}[model]
    return list(model.objects.filter(**{f"{at}__lte": until}).order_by("pk").values_list("pk", *fields))


def test_the_days_since_are_added_and_those_before_stay(riverbend):
    before = rows("day", "mood", model=CheckIn), rows("kind", "at", model=Entry)
    later = goes_on(3)
    assert (rows("day", "mood", model=CheckIn), rows("kind", "at", model=Entry)) == before
    by_day = dict(CheckIn.objects.values_list("day").annotate(Count("pk")))
    assert all(by_day.get(TODAY + n * DAY, 0) >= 2 for n in (1, 2, 3))
    assert last_told().through == later.now
    assert not CheckIn.objects.filter(made_at__gt=later.now).exists()
    assert not Appointment.objects.with_us().booked().filter(ends_at__lte=later.now).exists()


def test_the_watch_goes_on_day_by_day_and_people_answer(riverbend):
    later = goes_on(4)
    rows = WatchState.objects.filter(person__in=Step.objects.open().values("plan__person"))
    assert {row.through_day for row in rows} == {later.today - DAY}
    asked_then = Assignment.objects.filter(asked_at__lte=NOW)
    assert asked_then.exclude(status="asked").exists()
    assert Step.objects.filter(made_at__gt=NOW).exists() and Step.objects.filter(ended_at__gt=NOW).exists()
    maya = later.of("maya")
    assert not later.waiting(maya)
    said_yes = Step.objects.of(maya).filter(origin="proposal", made_at__gt=NOW)
    assert said_yes.exists()


def test_told_twice_on_one_day_adds_nothing_twice(riverbend):
    goes_on(2)
    there = {model: model.objects.count() for model in (CheckIn, Step, Appointment, Finding, Concern)}
    goes_on(2)
    assert {model: model.objects.count() for model in there} == there


def test_in_two_steps_or_in_one_nobody_checks_in_twice_a_day(riverbend):
    for days in (1, 2, 9):
        goes_on(days)
    twice = CheckIn.objects.values("person", "day").annotate(made=Count("pk")).filter(made__gt=1)
    assert not twice.exists()


def test_mayas_hard_day_comes_again_after_a_week_and_not_before(riverbend):
    words = "Drove past the old place. Twice."
    maya = riverbend.of("maya")
    goes_on(2)
    assert len(among(CheckIn.objects.of(maya), words=words)) == 1
    later = goes_on(8)
    assert len(among(CheckIn.objects.of(maya), words=words)) == 2
    assert later.check_ins(maya, 0).get().words == words


def test_amara_stays_unreached(riverbend):
    amara = riverbend.of("not_reached")
    later = goes_on(5)
    assert not later.check_ins(amara, 35).exists()


def test_what_priya_and_maya_entered_by_hand_stays_as_they_left_it(riverbend):
    maya, priya = riverbend.of("maya"), riverbend.worker("Priya")
    evening = NOW + 5 * HOUR
    as_maya, as_priya = (Act(actor=who, at=evening, via="team") for who in (maya, priya))
    check_in(maya, key=uuid4(), answers={"mood": 5, "words": "Called Sam."}, act=as_maya)
    deliver_due(evening)
    settle(riverbend.open_concern(maya), outcome=Concern.Outcome.EXPLAINED, act=as_priya)
    hers = plans.add_step(
        maya,
        title="Buy the bus card",
        why="",
        responsible=maya,
        due_on=TODAY + DAY,
        strand="self",
        act=as_maya,
    )
    (income,) = among(riverbend.steps(maya), title="Send the income letter")
    plans.complete(income, outcome="Sent it today.", act=as_priya)
    later = goes_on(20)
    assert len(among(later.check_ins(maya, 20, 20), words="Called Sam.")) == 1
    hers.refresh_from_db()
    income.refresh_from_db()
    assert (hers.status, hers.ended_at, hers.title) == ("to_do", None, "Buy the bus card")
    assert (income.status, income.outcome, income.ended_at) == ("done", "Sent it today.", evening)
    assert Concern.objects.get(person=maya, closed_by=priya, closed_at=evening).outcome == "explained"


def test_days_the_clock_closed_without_check_ins_are_remembered_with_them(riverbend):
    clock.tick(NOW + 2 * DAY)
    closed = WatchState.objects.filter(through_day=TODAY + DAY)
    assert closed.exists()
    later = goes_on(2)
    assert not WatchState.objects.filter(through_day__gte=later.today).exists()
    told = CheckIn.objects.filter(day=TODAY + DAY).values_list("person", flat=True)
    assert closed.filter(person__in=told).exists()


def test_nothing_moves_when_the_clock_went_back(riverbend):
    goes_on(3)
    there = Entry.objects.count()
    goes_on(1)
    assert Entry.objects.count() == there


def test_nobody_stays_in_the_crisis_pathway_for_ever(riverbend):
    ray = riverbend.of("reversed")
    in_crisis = Enrolment.objects.filter(programme__name="Crisis", until_on=None)
    assert in_crisis.filter(person=ray).exists()
    for days in (1, 30):
        later = goes_on(days)
    assert not in_crisis.filter(from_on__lte=later.today - 28 * DAY).exists()
    assert not in_crisis.filter(person=ray).exists()
    assert not CareRelationship.objects.filter(person=ray, role="crisis_responder", until_at=None).exists()
    ended = Entry.objects.about(ray).filter(kind="teams.enrolment.ended").get()
    assert NOW < ended.at <= later.now


def test_what_people_said_about_their_days_counts_when_the_story_goes_on(riverbend):
    """Devon is away, Hazel chose three days a week: nothing is missing then, as the live engine counts it."""
    devon, hazel = riverbend.of("came_back"), riverbend.of("no_peer")
    (away,) = Absence.objects.filter(person=devon)
    assert list(CheckInDays.objects.filter(person=hazel).values_list("weekdays", flat=True)) == [[0, 2, 4]]
    assert Guest.objects.filter(appointment__person=riverbend.of("maya")).exists()
    assert Goal.objects.filter(plan__person=riverbend.of("family"), status=Goal.Status.COMPLETED).exists()
    assert messaging_changes(riverbend) == {"added"}
    later = goes_on(9)
    told = CheckIn.objects.filter(day__gt=TODAY, day__lt=later.today)
    assert not told.filter(person=devon, day__range=(away.from_on, away.until_on)).exists()
    assert {one.day.weekday() for one in told.filter(person=hazel)} <= {0, 2, 4}
    for person in (devon, hazel):
        row = WatchState.objects.get(person=person)
        week = row.memory["silence"][-1]
        begin_again(row, later.today)
        assert row.memory["silence"][-1] == week


def messaging_changes(riverbend):
    rows = Entry.objects.filter(kind=ContactWayChanged.kind, person=riverbend.of("maya"))
    return {row.facts["how"] for row in rows}
