"""The call on the next day belongs to somebody until somebody made it."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest

from handrail.clinical.triage.follow_up import HANDED_ON_AFTER, NEXT_WITHIN
from handrail.continuum.clock import tick
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.plans.models import Step
from handrail.foundation.practices.models import Practice
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.actions import LookBack
from handrail.pillars.crisis.models import Alert, Answer, FollowUp
from tests.cast import NEW_YORK

HOUR = timedelta(hours=1)


@pytest.fixture
def follow_up(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    crisis.close(
        alert, outcome=Alert.Outcome.SETTLED, words="", owner=desk.sam, follow_up_at=desk.now + 20 * HOUR,
        act=desk.act(desk.noor),
    )  # fmt: skip
    return FollowUp.objects.get(kind="next_day")


def test_sam_speaks_with_her_and_it_is_done(desk, follow_up):
    crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, act=desk.act(desk.sam))
    assert not FollowUp.objects.filter(done_at=None, kind="next_day").exists()


def test_not_reached_it_is_tried_again(desk, follow_up):
    act = desk.act(desk.sam, desk.now + 20 * HOUR)
    with pytest.raises(ValueError, match="Say when it is tried again"):
        crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.TRIED, act=act)
    crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.TRIED, again_at=act.at + 4 * HOUR, act=act)
    assert FollowUp.objects.get(done_at=None, kind="next_day").due_at == act.at + 4 * HOUR


def test_theo_says_nothing_about_it_and_hands_nothing_over(desk, follow_up):
    with pytest.raises(Refused):
        crisis.finish_follow_up(follow_up, outcome=FollowUp.Outcome.REACHED, act=desk.act(desk.theo))
    with pytest.raises(Refused):
        crisis.hand_over_follow_up(follow_up, desk.priya, act=desk.act(desk.theo))


def test_sam_is_away_and_priya_makes_the_call_by_the_same_time(desk, follow_up):
    [now_hers] = crisis.hand_over_follow_up(follow_up, desk.priya, act=desk.act(desk.sam))
    assert (now_hers.owner, now_hers.due_at, now_hers.kind) == (desk.priya, follow_up.due_at, "next_day")
    follow_up.refresh_from_db()
    assert (follow_up.outcome, follow_up.done_by) == ("handed_on", desk.sam)
    with pytest.raises(ValueError, match="already said"):
        crisis.hand_over_follow_up(follow_up, desk.noor, act=desk.act(desk.sam))
    for nobody, why in ((desk.priya, "has it already"), (desk.theo, "may not open it")):
        with pytest.raises(ValueError, match=why):
            crisis.hand_over_follow_up(now_hers, nobody, act=desk.act(desk.sam))
    late = desk.act(desk.priya, now_hers.due_at + HOUR / 2)
    [soon] = crisis.hand_over_follow_up(now_hers, desk.sam, act=late)
    assert (soon.due_at, soon.tries) == (late.at + NEXT_WITHIN, 1)


def test_all_that_sam_still_owes_her_after_this_crisis_goes_with_it(desk, follow_up):
    times = [one.due_at for one in month(desk)]
    crisis.hand_over_follow_up(follow_up, desk.priya, act=desk.act(desk.noor), all_of_it=True)
    assert [one.due_at for one in month(desk)] == times
    assert {one.owner for one in FollowUp.objects.filter(done_at=None)} == {desk.priya}
    assert FollowUp.objects.filter(outcome="handed_on").count() == 9


def test_missed_it_goes_to_one_human_after_another_and_never_to_nobody(desk, follow_up):
    owners, now = [], follow_up.due_at + HANDED_ON_AFTER
    for _round in range(5):
        tick(now - timedelta(seconds=1))
        assert FollowUp.objects.filter(done_at=None, kind="next_day").count() == 1
        tick(now)
        owners.append(FollowUp.objects.get(done_at=None, kind="next_day").owner.preferred_name)
        now += NEXT_WITHIN + HANDED_ON_AFTER
    assert owners == ["Ravi S.", "Noor A.", "Idris", "Ravi S.", "Ravi S."]


def month(desk):
    return FollowUp.objects.filter(kind__in=FollowUp.MONTH, done_at=None).order_by("due_at")


def test_a_month_of_calls_texts_and_boosters_is_owned_inside_her_hours(desk, follow_up):
    ContactPoint.objects.filter(person=desk.maya).update(earliest=time(9), latest=time(12))
    days = [(one.kind, (one.due_at - desk.now).days + 1, one.owner) for one in month(desk)]
    assert days == [
        (kind, day, desk.sam)
        for kind, day in [
            ("text", 4),
            ("call", 7),
            ("booster", 10),
            ("call", 14),
            ("text", 18),
            ("booster", 21),
            ("call", 28),
        ]
    ]
    again = crisis.ask_for_help(desk.maya, key=uuid4(), act=desk.act(desk.maya, desk.now + 5 * 24 * HOUR))
    noor = desk.act(desk.noor, again.raised_at + HOUR)
    crisis.acknowledge(again, act=noor)
    crisis.close(
        again,
        outcome=Alert.Outcome.SETTLED,
        words="",
        owner=desk.priya,
        follow_up_at=noor.at + 20 * HOUR,
        act=noor,
    )
    assert {(one.alert_id, one.owner, one.due_at.astimezone(NEW_YORK).hour) for one in month(desk)} == {
        (again.pk, desk.priya, 12)
    }
    assert FollowUp.objects.filter(outcome="begun_anew").count() == 7


def test_three_to_five_tries_and_then_words_and_a_missed_one_goes_on_a_day_later(desk, follow_up):
    contact, at = month(desk).first(), None
    for tried in range(1, 5):
        at = contact.due_at
        act = desk.act(desk.sam, at)
        if tried < 3:
            with pytest.raises(ValueError, match="at least three times"):
                crisis.finish_follow_up(contact, outcome=FollowUp.Outcome.UNREACHED, words="No.", act=act)
        crisis.finish_follow_up(contact, outcome=FollowUp.Outcome.TRIED, again_at=at + 4 * HOUR, act=act)
        contact = month(desk).first()
        assert contact.tries == tried + 1
    act = desk.act(desk.sam, contact.due_at)
    with pytest.raises(ValueError, match="5 times"):
        crisis.finish_follow_up(contact, outcome=FollowUp.Outcome.TRIED, again_at=act.at + HOUR, act=act)
    with pytest.raises(ValueError, match="in a few words"):
        crisis.finish_follow_up(contact, outcome=FollowUp.Outcome.UNREACHED, act=act)
    crisis.finish_follow_up(
        contact, outcome=FollowUp.Outcome.UNREACHED, words="Rosa says she is away.", act=act
    )
    assert contact.alert.log.last().words == "Text. Not reached, tried often enough: Rosa says she is away."
    missed = month(desk).first()
    crisis.hand_on_missed_follow_ups(missed.due_at + 24 * HOUR - timedelta(seconds=1))
    assert month(desk).first() == missed
    crisis.hand_on_missed_follow_ups(missed.due_at + 24 * HOUR)
    assert month(desk).get(kind=missed.kind, owner=desk.ravi).due_at == missed.due_at + 48 * HOUR


def test_the_look_back_becomes_a_step_of_the_plan_or_says_why_not(desk, follow_up):
    due = FollowUp.objects.get(kind="debrief")
    assert (due.owner, due.due_at) == (desk.sam, desk.now + 72 * HOUR)
    priya = desk.act(desk.priya, due.due_at)
    with pytest.raises(ValueError, match="one thing"):
        crisis.look_back(due, LookBack(helped=" "), act=priya)
    with pytest.raises(ValueError, match="one thing"):
        crisis.look_back(follow_up, LookBack(helped="Rosa."), act=priya)
    with pytest.raises((Refused, ValueError)):
        crisis.look_back(due, LookBack(change="Call Rosa first."), act=desk.act(desk.theo, due.due_at))
    with pytest.raises(ValueError, match="Choose one"):
        crisis.look_back(due, LookBack(helped="Rosa.", most="luck"), act=priya)
    told = LookBack(
        helped="Rosa.", change="Call Rosa first.", set_off="job", most="somebody", skill="ride_urge"
    )
    crisis.look_back(due, told, act=priya)
    assert Practice.objects.of(desk.maya).open().get().method == "ride_urge"
    kept = Answer.objects.filter(alert=due.alert, check_id=Answer.LOOK_BACK).order_by("pk")
    assert [(one.get_question_display(), one.get_told_display()) for one in kept] == [
        ("What set it off", "A job lost"),
        ("What helped most", "Somebody close"),
        ("A practice that would have helped", "Ride an urge"),
    ]
    noted = Entry.objects.filter(kind="crisis.alert.answers_noted")
    assert not noted.exists(), "what is chosen days later calls for nobody again"
    assert (
        due.alert.log.last().words
        == "Look back together. Spoke with them: What helped: Rosa. What we change: Call Rosa first."
    )
    assert (step := Step.objects.get()).responsible == desk.priya
    assert step.title == "Call Rosa first."
