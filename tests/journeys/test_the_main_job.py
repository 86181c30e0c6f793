"""Maya checks in, something changed, and the right people act. Theo is refused at every step."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from handrail.continuum import clock
from handrail.continuum.journey.queries import timeline
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures.actions import check_in
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from tests.cast import THURSDAY, build_cast
from tests.journeys.days import DAY, HARD, RISING, USUAL, tell


@pytest.fixture(scope="module")
def _told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast(THURSDAY)
        for days_ago in range(40, 2, -1):
            tell(cast, days_ago, USUAL[days_ago % 2])
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def usual(_told):
    """Six weeks of usual days: told once for these tests, and what a test changes in them is taken back."""
    with transaction.atomic():
        yield _told
        transaction.set_rollback(True)


def theo_sees_nothing(cast):
    act = cast.act(cast.theo)
    for rows in (CheckIn, Finding, Concern, Proposal, Step):
        assert not rows.objects.visible_to(act).exists()


def test_six_quiet_weeks_call_nobody(usual):
    assert not Concern.objects.exists()
    assert not Proposal.objects.exists()
    theo_sees_nothing(usual)


def test_three_days_of_rising_urges_and_falling_sleep_become_a_plan_and_stand_on_one_timeline(usual):
    cast = usual
    for days_ago, worse in zip((2, 1, 0), RISING, strict=True):
        tell(cast, days_ago, worse)

    concern = Concern.objects.open().get(person=cast.maya)
    finding = concern.findings.order_by("pk").first()
    assert "craving" in finding.sentence and "sleep quality" in finding.sentence
    assert finding.sentence.endswith("It says that something changed, not why.")
    asked = {ask.asked: ask.proposal for ask in Ask.objects.open().select_related("asked", "proposal")}
    assert set(asked) == {cast.priya, cast.sam, cast.lena, cast.maya}
    assert all(proposal.why and proposal.due_at > finding.found_at for proposal in asked.values())
    theo_sees_nothing(cast)
    with pytest.raises(Refused):
        responses.accept(asked[cast.priya], act=cast.act(cast.theo))
    assert not Step.objects.filter(origin=Step.Origin.PROPOSAL).exists()  # nothing changes a plan by itself

    steps = [responses.accept(asked[who], act=cast.act(who)).step for who in (cast.priya, cast.sam)]
    responses.decline(asked[cast.lena], words="Her rent is paid until spring", act=cast.act(cast.lena))
    hers = Step.objects.visible_to(cast.act(cast.maya)).filter(pk__in=[step.pk for step in steps])
    assert [step.responsible for step in hers.order_by("pk")] == [cast.priya, cast.sam]
    with pytest.raises(Refused):
        plans.complete(steps[0], act=cast.act(cast.theo))
    plans.complete(steps[0], act=cast.act(cast.priya), outcome="We talked for half an hour")
    watch.settle(concern, outcome=Concern.Outcome.REAL, act=cast.act(cast.priya))
    deliver_due(cast.now)
    assert not Delivery.objects.owed().exists()
    it_stands_on_one_timeline(cast)


def it_stands_on_one_timeline(cast):
    """From the check-in to what came of it, in order; each of the team reads Lena's reason, Theo reads nothing."""
    wanted = [
        ("measures.check_in.recorded", ""), ("watch.concern.raised", ""), ("responses.response.proposed", ""),
        ("responses.proposal.accepted", "Priya N."), ("responses.proposal.accepted", "Sam R."),
        ("responses.proposal.declined", "Lena O."), ("plans.step.completed", "Priya N."),
        ("watch.concern.settled", "Priya N."),
    ]  # fmt: skip
    for who in (cast.priya, cast.lena):
        told = timeline(cast.maya, act=cast.act(who), limit=60)[::-1]
        story = [(one.kind, one.by) for one in told]
        places = [len(story) - story[::-1].index(one) for one in wanted[1:]]
        assert wanted[0] in story and places == sorted(places)
        (declined,) = [one for one in told if one.kind == "responses.proposal.declined"]
        assert "Her rent is paid until spring" in declined.text + declined.voice
    assert timeline(cast.maya, act=cast.act(cast.theo)) == []


def test_the_small_step_that_is_mayas_is_hers_to_take(usual):
    for days_ago in (2, 1, 0):
        tell(usual, days_ago, HARD)
    hers = Proposal.objects.asked_of(usual.maya).first()
    assert hers is not None
    responses.accept(hers, act=usual.act(usual.maya))
    assert Step.objects.owned_by(usual.maya).get().title == hers.title


def test_nobody_answers_and_it_still_reaches_a_human(usual):
    for days_ago in (2, 1, 0):
        tell(usual, days_ago, HARD)
    moment = usual.now
    for _ in range(60):
        moment += timedelta(hours=6)
        clock.tick(moment)
    waiting = Proposal.objects.waiting().exclude(role="client")
    assert waiting.exists()
    assert {Ask.objects.open().get(proposal=proposal).asked for proposal in waiting} == {usual.ravi}


def test_maya_goes_quiet_and_the_night_notices(usual):
    for night in range(1, 10):
        clock.tick(usual.now + night * DAY)
        deliver_due(usual.now + night * DAY)
    finding = Finding.objects.filter(person=usual.maya, level__in=["alert", "strong"]).first()
    assert finding is not None
    assert "Fewer check-ins" in finding.headline
    assert Proposal.objects.filter(response__playbook="going_quiet").exists()


def test_what_happened_while_the_worker_was_away_is_told_when_it_is_back(usual):
    for days_ago in (2, 1):
        at = usual.now - days_ago * DAY
        check_in(usual.maya, key=uuid4(), answers=HARD, act=usual.act(usual.maya, at))
    Delivery.objects.owed().update(due_at=usual.now)
    deliver_due(usual.now)
    assert Concern.objects.open().filter(person=usual.maya).exists()
    assert Ask.objects.open().filter(asked=usual.priya).exists()


def test_years_of_history_call_nobody_when_the_watch_begins(usual):
    for days_ago in range(2, -1, -1):
        tell(usual, days_ago, USUAL[0])
    WatchState.objects.all().delete()
    tell(usual, 0, USUAL[1])
    assert WatchState.objects.get(person=usual.maya).began_on == (usual.now - 40 * DAY).date()
    assert not Finding.objects.exists()
