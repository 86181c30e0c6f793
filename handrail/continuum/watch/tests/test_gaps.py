"""Lena leaves, a referral is silent, Maya did not come: somebody is asked, once, until it is mended."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from handrail.clinical.gaps import rules
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Gap, GapDays, GapNight
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import ReviewRhythm, Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership, Programme, Role
from handrail.pillars.case_management import actions as cases
from tests.cast import NEW_YORK
from tests.referrals import riverbend

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def kinds(person):
    return set(Gap.objects.open().filter(person=person).values_list("kind", flat=True))


def night(cast, later=timedelta(0)):
    """Everybody is looked at once, at three in the morning of that day or after."""
    at = (cast.now + later).replace(hour=12)
    while watch.look_for_gaps(at):
        pass
    return at


def test_each_gap_is_there_once_with_an_owner_and_ends_when_it_is_mended(cast):
    began = cast.now - 20 * DAY
    act = cast.act(cast.priya, at=began)
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=began, ends_at=began + HOUR, strand="counsel", act=act
    )
    scheduling.settle(
        met, status=Appointment.Status.DID_NOT_COME, act=cast.act(cast.priya, at=began + 2 * HOUR)
    )
    step = plans.add_step(
        cast.maya, title="Send income letter", responsible=cast.lena, strand="case", act=act
    )
    plans.complete(step, act=cast.act(cast.lena, at=began + DAY))
    outpatient = Programme.objects.get(name="Outpatient")
    watch.set_gap_days(outpatient, kind=rules.NO_CONTACT, days=14, act=cast.act(cast.ravi))
    night(cast)
    assert {rules.MISSED, rules.NO_NEXT_STEP} <= kinds(cast.maya)
    assert not Gap.objects.filter(person=cast.maya, owner=None).exists()
    before = Gap.objects.count(), Entry.objects.count()
    assert night(cast) and GapNight.objects.get().done_at
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None))
    assert (Gap.objects.count(), Entry.objects.count()) == before

    nothing_next = Gap.objects.get(person=cast.maya, kind=rules.NO_NEXT_STEP)
    with pytest.raises(Refused):
        watch.set_gap_aside(nothing_next, until=cast.today + 7 * DAY, words="No.", act=cast.act(cast.theo))
    with pytest.raises(ValueError, match="within three months"):
        watch.set_gap_aside(nothing_next, until=cast.today, words="Now.", act=cast.act(cast.priya))
    watch.set_gap_aside(
        nothing_next, until=cast.today + 3 * DAY, words="She rests.", act=cast.act(cast.priya)
    )
    night(cast, 2 * DAY)
    assert rules.NO_NEXT_STEP not in kinds(cast.maya)
    night(cast, 4 * DAY)
    assert rules.NO_NEXT_STEP in kinds(cast.maya)
    plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=act)
    watch.mend_gaps([cast.maya.pk], act=cast.act(None))
    assert rules.NO_NEXT_STEP not in kinds(cast.maya) and rules.MISSED in kinds(cast.maya)


def test_an_appointment_and_a_step_of_the_same_number_are_not_mixed_up(cast):
    began = cast.now - 2 * DAY
    act = cast.act(cast.priya, at=began)
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=began, ends_at=began + HOUR, strand="counsel", act=act
    )
    scheduling.settle(
        met, status=Appointment.Status.DID_NOT_COME, act=cast.act(cast.priya, at=began + 2 * HOUR)
    )
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None))
    asked = Gap.objects.get(person=cast.maya, kind=rules.MISSED).owner
    assert asked != cast.sam
    Gap.objects.filter(person=cast.maya).delete()
    step = plans.add_step(cast.maya, title="Walk with Sam", responsible=cast.sam, strand="peer", act=act)
    Step.objects.filter(pk=step.pk).update(id=met.pk)
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None))
    assert Gap.objects.get(person=cast.maya, kind=rules.MISSED).owner == asked


def test_a_plan_is_due_by_the_days_that_the_plans_say_until_it_was_looked_at(cast):
    began, outpatient = cast.now - 20 * DAY, Programme.objects.get(name="Outpatient")
    act = cast.act(cast.priya, at=began)
    plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=act)
    night(cast)
    assert rules.REVIEW_DUE not in kinds(cast.maya), "nobody set a number, and none is made up"
    plans.set_rhythm(outpatient, level="", days=14, act=cast.act(cast.ravi))
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None))
    gap = Gap.objects.get(person=cast.maya, kind=rules.REVIEW_DUE)
    assert gap.since == began.astimezone(NEW_YORK).date() + 14 * DAY
    plans.review(cast.maya, act=cast.act(cast.priya))
    watch.mend_gaps([cast.maya.pk], act=cast.act(None))
    assert rules.REVIEW_DUE not in kinds(cast.maya)
    plans.choose_level(cast.maya, level="2.1", act=cast.act(cast.priya))
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None, at=cast.now + 30 * DAY))
    assert rules.REVIEW_DUE not in kinds(cast.maya), "days of another level are not theirs"


MOVED = import_module("handrail.continuum.watch.migrations.0005_reviews_are_said_by_plans_alone")


def test_days_that_were_said_twice_are_kept_once_and_nobody_waits_longer(cast):
    outpatient = Programme.objects.get(name="Outpatient")
    for level, days in (("2.1", 10), ("1.5", 60)):
        plans.set_rhythm(outpatient, level=level, days=days, act=cast.act(cast.ravi))
    GapDays.objects.create(
        programme=outpatient, kind="review_due", days=30, set_by=cast.ravi, set_at=cast.now - DAY
    )
    MOVED.said_by_plans(apps, None)
    held = dict(ReviewRhythm.objects.open().filter(programme=outpatient).values_list("level", "days"))
    assert held == dict.fromkeys(MOVED.LEVELS, 30) | {"2.1": 10}
    assert (
        not GapDays.objects.exists() and ReviewRhythm.objects.filter(days=60).exclude(ended_at=None).exists()
    )


def test_a_referral_whose_owner_is_away_or_leaves_is_somebody_elses_to_look_after(cast):
    made = cases.propose(
        cast.maya, riverbend(cast)["Hill"], need="housing", words="", act=cast.act(cast.lena)
    )
    messaging.set_away(cast.priya, cast.now, cast.now + 30 * DAY, act=cast.act(cast.lena))
    night(cast, DAY)
    away = Gap.objects.get(person=cast.maya, kind=rules.OWNER_AWAY)
    assert away.owner == cast.priya and away.row == made.pk
    for one in Membership.objects.filter(person=cast.lena, until_on=None):
        teams.end_membership(one, act=cast.act(cast.ravi))
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None, at=cast.now + DAY))
    made.refresh_from_db()
    assert made.owner == cast.priya and made.attention_at
    assert rules.OWNER_AWAY not in kinds(cast.maya)
    assert Entry.objects.filter(kind="case_management.referral.handed_over", subject=made.pk).exists()


def test_a_message_with_nobody_left_to_answer_waits_with_the_supervisor_until_somebody_is_given_it(cast):
    talk = messaging.open_conversation(cast.maya, cast.sam, act=cast.act(cast.maya))
    messaging.write(talk, "Are you there?", key=uuid4(), act=cast.act(cast.maya))
    assert watch.ask_for_an_answer(cast.now) == 0
    for care in CareRelationship.objects.filter(person=cast.maya, until_at=None):
        teams.end_care(care, act=cast.act(None))
    later = cast.now + HOUR
    assert (watch.ask_for_an_answer(later), watch.ask_for_an_answer(later)) == (1, 0)
    gap = Gap.objects.get(person=cast.maya, kind=rules.UNANSWERED)
    assert (gap.owner, gap.row, gap.status) == (cast.ravi, talk.pk, Gap.Status.OPEN)
    assert Gap.objects.visible_to(cast.act(cast.ravi, at=later)).filter(pk=gap.pk).exists()
    assert not Gap.objects.visible_to(cast.act(cast.theo, at=later)).exists()
    teams.begin_care(cast.priya, cast.maya, Role.COUNSELOR, act=cast.act(None, at=later))
    assert watch.ask_for_an_answer(later + HOUR) == 1 and rules.UNANSWERED not in kinds(cast.maya)
