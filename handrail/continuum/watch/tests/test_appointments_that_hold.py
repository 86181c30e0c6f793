"""Maya has to be in court and needs a ride: it stands in the plan, the gap closes by itself, and misses go up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.clinical.gaps import rules
from handrail.continuum.reminding import set_due
from handrail.continuum.watch.actions import weigh_gaps
from handrail.continuum.watch.models import Finding, Gap
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.actions import AlreadySettled
from handrail.foundation.scheduling.models import Appointment, Elsewhere, InTheWay
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.arranging import to_bring
from handrail.pillars.case_management.models import Arrangement

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
What = Arrangement.What


def elsewhere(cast, begins, what=Elsewhere.COURT, at=None):
    return scheduling.book_elsewhere(
        cast.maya, cast.lena, what=what, starts_at=begins, ends_at=begins + HOUR, place="12 Main St", strand="case",
        act=cast.act(cast.lena, at),
    )  # fmt: skip


def titles(cast):
    return [step.title for step in Step.objects.of(cast.maya).open()]


def no_ride(cast, at):
    deliver_due(at)
    weigh_gaps([cast.maya.pk], act=cast.act(None, at))
    return Gap.objects.open().filter(person=cast.maya, kind=rules.NO_RIDE)


def test_a_ride_to_court_is_arranged_by_one_person_before_the_day_and_the_gap_closes_by_itself(cast):
    court = elsewhere(cast, cast.now + 10 * DAY)
    # Nobody of ours is taken: Lena meets somebody else at that hour.
    scheduling.book(
        cast.maya,
        cast.lena,
        starts_at=court.starts_at,
        ends_at=court.ends_at,
        strand="case",
        act=cast.act(cast.lena),
    )
    asked = cases.ask_for(court, what=What.RIDE, act=cast.act(cast.maya))
    assert cases.ask_for(court, what=What.RIDE, act=cast.act(cast.maya)) == asked
    assert titles(cast) == ["A ride to an appointment"] and asked.step.responsible == cast.lena
    assert not no_ride(cast, cast.now)
    near = cast.now + 7 * DAY
    found = no_ride(cast, near).get()
    assert (found.owner, found.row) == (cast.lena, asked.step_id)
    act = cast.act(cast.lena, near)
    with pytest.raises(cases.TooLate, match="before the appointment"):
        cases.arrange(court, what=What.RIDE, due_on=cast.today + 10 * DAY, responsible=cast.sam, act=act)
    passed = cases.arrange(
        court, what=What.RIDE, due_on=cast.today + 9 * DAY, responsible=cast.sam, strand="peer", act=act
    )
    assert no_ride(cast, near).get().owner == cast.sam
    plans.complete(passed.step, act=cast.act(cast.sam, near))
    deliver_due(near)
    assert not Gap.objects.open().filter(kind=rules.NO_RIDE).exists()
    assert "ID card or license" in to_bring(court)
    cases.write_to_bring(court, words="The green letter\n", act=act)
    assert to_bring(court) == ["The green letter"]
    for change in (
        lambda: cases.ask_for(court, what=What.CHILD_CARE, act=cast.act(cast.theo)),
        lambda: cases.tell_outcome_elsewhere(court, was_there=True, act=cast.act(cast.theo)),
    ):
        with pytest.raises(Refused):
            change()
    assert not Arrangement.objects.visible_to(cast.act(cast.theo)).exists()


def test_a_new_time_is_a_row_of_its_own_and_what_was_needed_is_needed_again(cast):
    court = elsewhere(cast, cast.now + 2 * DAY)
    lena = cast.act(cast.lena)
    cases.arrange(court, what=What.RIDE, due_on=cast.today + DAY, partner="Dial-a-Ride", act=lena)
    cases.do_without(court, what=What.CHILD_CARE, act=lena)
    cases.ask_for(court, what=What.NEW_TIME, act=cast.act(cast.maya))
    begins = cast.now + 20 * DAY
    new = cases.find_new_time(
        court, starts_at=begins, ends_at=begins + HOUR, in_the_way=InTheWay.WORK_HOURS, act=lena
    )
    court.refresh_from_db()
    assert (new.instead_of, court.status, court.in_the_way) == (court, "moved", "work_hours")
    carried = {one.what: one for one in Arrangement.objects.filter(appointment=new)}
    assert carried["ride"].step.partner == "Dial-a-Ride" and carried["child_care"].status == "not_needed"
    assert titles(cast) == ["A ride to an appointment"]
    with pytest.raises(AlreadySettled):
        cases.find_new_time(court, starts_at=begins, ends_at=begins + HOUR, act=lena)


def test_two_in_a_row_that_did_not_happen_go_up_and_one_about_medicine_does_at_once(cast):
    for ago, why in ((9, InTheWay.TRANSPORT), (6, InTheWay.CALLED_OFF), (3, InTheWay.TRANSPORT)):
        visit = elsewhere(cast, cast.now - ago * DAY, at=cast.now - 10 * DAY)
        told = cases.tell_outcome_elsewhere(visit, was_there=False, in_the_way=why, act=cast.act(cast.lena))
        assert told.status == ("cancelled" if why == InTheWay.CALLED_OFF else "did_not_come")
    deliver_due(cast.now)
    assert [one.rule for one in Finding.objects.all()] == ["missed_elsewhere"]
    assert Finding.objects.get().concern is not None
    lab = elsewhere(cast, cast.now - 2 * DAY, Elsewhere.LAB, at=cast.now - 10 * DAY)
    cases.tell_outcome_elsewhere(lab, was_there=False, in_the_way=InTheWay.HEALTH, act=cast.act(cast.lena))
    deliver_due(cast.now)
    assert "medicine_visit" in set(Finding.objects.values_list("rule", flat=True))
    # What is elsewhere is no meeting with us.
    assert not Appointment.objects.with_us().exists() and set_due(cast.now) >= 0
