"""The next three days are planned with Maya and booked in one go: all of it, or nothing of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Availability
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import CheckIn, Slot
from handrail.pillars.crisis.free_slots import free_slots, free_today, is_today
from handrail.pillars.crisis.models import Alert, AlreadyClosed, CopingPlan, FollowUp
from tests.cast import NEW_YORK

HOUR = timedelta(hours=1)
TOMORROW = datetime(2026, 11, 20, 10, 0, tzinfo=NEW_YORK)
WORDS = {"tonight": "At Rosa’s. She is home.", "contacts": "Rosa. Sam."}


@pytest.fixture
def hours(desk):
    """Priya and Sam work on Fridays from ten to noon, Theo too."""
    for who in ("priya", "sam", "theo"):
        Availability.objects.create(
            worker=desk.people[who],
            weekday=4,
            from_time=time(10),
            until_time=time(12),
            from_on=desk.today - 30 * timedelta(days=1),
        )
    return desk


def plan(desk, alert, by="priya", **more):
    return crisis.make_coping_plan(alert, WORDS, act=desk.act(desk.people[by]), **more)


def test_words_times_and_check_ins_are_kept_in_one_go(desk, alert):
    slots = [Slot(desk.sam, TOMORROW, "peer"), Slot(desk.priya, TOMORROW + HOUR, "counsel")]
    made = plan(desk, alert, slots=slots, check_ins=[CheckIn(desk.sam, desk.now + 2 * HOUR)])
    assert made.told == WORDS
    assert set(made.appointments.values_list("worker", "starts_at")) == {
        (desk.sam.pk, TOMORROW), (desk.priya.pk, TOMORROW + HOUR),
    }  # fmt: skip
    owned = FollowUp.objects.get(kind="check_in")
    assert (owned.owner, owned.due_at) == (desk.sam, desk.now + 2 * HOUR)
    crisis.hand_on_missed_follow_ups(owned.due_at + HOUR)
    assert FollowUp.objects.get(kind="check_in", done_at=None).owner == desk.ravi


def test_a_time_that_is_gone_holds_none_of_the_others(desk, alert):
    taken = {"starts_at": TOMORROW, "ends_at": TOMORROW + HOUR, "strand": "counsel"}
    Appointment.objects.create(person=desk.omar, worker=desk.sam, **taken)
    slots = [Slot(desk.priya, TOMORROW, "counsel"), Slot(desk.sam, TOMORROW + HOUR / 2, "peer")]
    with pytest.raises(scheduling.AlreadyBooked, match="Nothing was saved"):
        plan(desk, alert, slots=slots, check_ins=[CheckIn(desk.sam, desk.now + 2 * HOUR)])
    assert not CopingPlan.objects.exists()
    assert not Appointment.objects.filter(person=desk.maya).exists()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (lambda d: {"check_ins": [CheckIn(d.sam, d.now + 73 * HOUR)]}, "three days"),
        (lambda d: {"slots": [Slot(d.priya, d.now - HOUR, "counsel")]}, "three days"),
        (lambda d: {"check_ins": [CheckIn(d.theo, d.now + HOUR)]}, "cannot open this"),
    ],
)
def test_what_cannot_be_is_refused(desk, alert, more, said):
    with pytest.raises(ValueError, match=said):
        plan(desk, alert, **more(desk))
    assert not CopingPlan.objects.exists()


def test_theo_plans_nothing_with_her_and_an_empty_plan_is_none(desk, alert):
    with pytest.raises(Refused):
        plan(desk, alert, by="theo")
    with pytest.raises(ValueError, match="one thing"):
        crisis.make_coping_plan(alert, {"tonight": " "}, act=desk.act(desk.priya))


def test_free_times_are_of_those_who_may_see_her_and_never_theos(hours, alert):
    desk = hours
    found = free_slots(desk.maya, desk.act(desk.priya))
    assert {(one.worker, one.strand) for one in found} == {(desk.priya, "counsel"), (desk.sam, "peer")}
    assert found[0].starts_at == TOMORROW
    assert not any(is_today(one, desk.maya, desk.now) for one in found)
    plan(desk, alert, slots=[Slot(desk.priya, TOMORROW, "counsel")])
    again = free_slots(desk.maya, desk.act(desk.priya))
    assert (desk.priya, TOMORROW) not in {(one.worker, one.starts_at) for one in again}


def test_a_later_plan_takes_the_place_of_its_check_ins_and_the_first_stays(desk, alert):
    plan(desk, alert, check_ins=[CheckIn(desk.sam, desk.now + 2 * HOUR)])
    plan(desk, alert, check_ins=[CheckIn(desk.priya, desk.now + 4 * HOUR)])
    assert FollowUp.objects.get(kind="check_in", done_at=None).owner == desk.priya
    assert CopingPlan.objects.count() == 2


def test_hours_kept_for_the_same_day_are_free_only_then(hours, alert):
    """Priya keeps the hour from eleven back: nobody books it ahead, and on Friday it is there for Maya."""
    desk = hours
    scheduling.set_hours(
        desk.priya, weekday=4, from_time=time(11), until_time=time(13), kept_for="same_day", act=desk.act(desk.priya)
    )  # fmt: skip

    def of_priya(at):
        act = desk.act(desk.priya, at=at)
        return [free.starts_at for free in free_slots(desk.maya, act) if free.worker == desk.priya]

    assert of_priya(desk.now) == [TOMORROW]
    the_same_day = of_priya(TOMORROW - HOUR)
    assert the_same_day == [TOMORROW + n * HOUR / 2 for n in range(4)]
    # A visit today may be at any time that is left; a plan offers a few, so that its list stays readable.
    every = free_today(desk.maya, desk.act(desk.priya, at=TOMORROW - HOUR))
    assert [one.starts_at for one in every if one.worker == desk.priya][-1] == TOMORROW + 2 * HOUR


def test_a_free_morning_today_hides_no_time_of_tomorrow(hours, alert):
    """Sam works on Saturday too: a peer tomorrow morning is offered beside all that is free on Friday."""
    scheduling.set_hours(
        hours.sam, weekday=5, from_time=time(9), until_time=time(17), act=hours.act(hours.sam)
    )
    found = free_slots(hours.maya, hours.act(hours.priya, at=TOMORROW - HOUR))
    of_sam = [one.starts_at for one in found if one.worker == hours.sam]
    assert TOMORROW in of_sam
    assert TOMORROW + 23 * HOUR in of_sam


@pytest.fixture
def friday(hours):
    """Friday morning: Priya keeps eleven to one back for the same day, and Maya has asked; Noor has it."""
    desk = hours
    act = desk.act(desk.priya)
    scheduling.set_hours(
        desk.priya, weekday=4, from_time=time(11), until_time=time(13), kept_for="same_day", act=act
    )
    desk.now = TOMORROW - HOUR
    made = crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya))
    crisis.acknowledge(made, act=desk.act(desk.noor))
    return made


def visit(desk, alert, who="noor", at=TOMORROW + HOUR, worker="priya"):
    slot = Slot(desk.people[worker], at, "counsel")
    return crisis.book_same_day(alert, slot, act=desk.act(desk.people[who]))


def test_noor_who_has_it_books_the_hour_kept_for_the_same_day_and_once_only(desk, friday):
    made = visit(desk, friday)
    assert (made.person, made.worker, made.starts_at) == (desk.maya, desk.priya, TOMORROW + HOUR)
    assert friday.log.filter(kind="visit").count() == 1
    assert Entry.objects.filter(
        kind="scheduling.appointment.booked", subject=made.pk, actor=desk.noor
    ).exists()
    with pytest.raises(scheduling.AlreadyBooked, match="Nothing was booked"):
        visit(desk, friday)
    with pytest.raises(Refused):
        scheduling.move(made, starts_at=TOMORROW, ends_at=TOMORROW + HOUR, act=desk.act(desk.noor))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"who": "idris"}, crisis.NotYours), ({"who": "theo"}, Refused), ({"who": "priya"}, crisis.NotYours),
        ({"worker": "theo"}, scheduling.AlreadyBooked), ({"at": TOMORROW + 24 * HOUR}, scheduling.AlreadyBooked),
        ({"at": TOMORROW - HOUR / 2}, scheduling.AlreadyBooked),
    ],
)  # fmt: skip
def test_nobody_else_no_other_day_and_no_other_time(desk, friday, more, why):
    with pytest.raises(why):
        visit(desk, friday, **more)
    assert not Appointment.objects.filter(person=desk.maya).exists()


def test_noor_keeps_words_times_and_check_ins_in_one_go_and_after_three_days_no_more(desk, friday):
    slots = [Slot(desk.priya, TOMORROW + HOUR, "counsel")]
    made = plan(desk, friday, by="noor", slots=slots, check_ins=[CheckIn(desk.sam, desk.now + 2 * HOUR)])
    assert made.appointments.get().worker == desk.priya
    crisis.close(
        friday, outcome=Alert.Outcome.SETTLED, words="", owner=desk.sam, follow_up_at=desk.now + 20 * HOUR,
        act=desk.act(desk.noor),
    )  # fmt: skip
    with pytest.raises(AlreadyClosed):
        visit(desk, friday, at=TOMORROW + 2 * HOUR)
    desk.now += 73 * HOUR
    with pytest.raises(Refused):
        plan(desk, friday, by="noor", slots=[Slot(desk.priya, desk.now + HOUR, "counsel")])
