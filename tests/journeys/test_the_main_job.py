"""Maya checks in, something changed, and the right people act. Theo is refused at every step."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum import clock
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.measures.actions import check_in
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step

DAY = timedelta(days=1)
USUAL = [{"mood": 7, "craving": 2, "sleep_quality": 6}, {"mood": 6, "craving": 3, "sleep_quality": 7}]
HARD = {"mood": 2, "craving": 9, "sleep_quality": 2}


def tell(cast, days_ago, answers):
    """Maya checks in on a day, in the evening, and the worker does what is owed."""
    at = cast.now - days_ago * DAY
    made = check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya, at))
    deliver_due(at)
    assert not Delivery.objects.owed().exists()
    return made


@pytest.fixture
def usual(cast):
    for days_ago in range(40, 2, -1):
        tell(cast, days_ago, USUAL[days_ago % 2])
    return cast


def theo_sees_nothing(cast):
    act = cast.act(cast.theo)
    for rows in (CheckIn, Finding, Concern, Proposal, Step):
        assert not rows.objects.visible_to(act).exists()


def test_six_quiet_weeks_call_nobody(usual):
    assert not Concern.objects.exists()
    assert not Proposal.objects.exists()
    theo_sees_nothing(usual)


def test_three_hard_days_become_a_plan_three_people_hold(usual):
    cast = usual
    for days_ago in (2, 1, 0):
        tell(cast, days_ago, HARD)

    concern = Concern.objects.open().get(person=cast.maya)
    finding = concern.findings.order_by("pk").first()
    assert "craving" in finding.sentence
    assert finding.sentence.endswith("It says that something changed, not why.")
    asked = {ask.asked: ask.proposal for ask in Ask.objects.open().select_related("asked", "proposal")}
    assert {cast.priya, cast.sam} <= set(asked)
    assert all(proposal.why and proposal.due_at > finding.found_at for proposal in asked.values())
    theo_sees_nothing(cast)
    with pytest.raises(Refused):
        responses.accept(asked[cast.priya], act=cast.act(cast.theo))

    accepted = responses.accept(asked[cast.priya], act=cast.act(cast.priya))
    responses.decline(asked[cast.sam], words="We spoke an hour ago", act=cast.act(cast.sam))
    step = Step.objects.visible_to(cast.act(cast.maya)).get(pk=accepted.step.pk)
    assert step.responsible == cast.priya
    with pytest.raises(Refused):
        plans.complete(step, act=cast.act(cast.theo))
    plans.complete(step, act=cast.act(cast.priya), outcome="We talked for half an hour")

    watch.settle(concern, outcome=Concern.Outcome.REAL, act=cast.act(cast.priya))
    story = list(Entry.objects.about(cast.maya).order_by("pk").values_list("kind", flat=True))
    wanted = [
        "measures.check_in.recorded", "watch.concern.raised", "responses.response.proposed",
        "responses.proposal.accepted", "responses.proposal.declined", "plans.step.completed", "watch.concern.settled",
    ]  # fmt: skip
    places = [story.index(kind) for kind in wanted]
    assert places == sorted(places)
    deliver_due(cast.now)
    assert not Delivery.objects.owed().exists()


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


def test_a_check_in_kept_on_the_phone_for_two_days_counts_as_if_told_in_time(cast):
    for days_ago in range(40, 5, -1):
        tell(cast, days_ago, USUAL[days_ago % 2])
    clock.tick(cast.now - 3 * DAY)
    act = cast.act(cast.maya, cast.now - 2 * DAY)
    late = (act.at - 2 * DAY).date()
    check_in(cast.maya, key=uuid4(), answers=HARD, day=late, act=act)
    deliver_due(act.at)
    remembered = WatchState.objects.get(person=cast.maya)
    assert remembered.through_day == (cast.now - 3 * DAY).date()
    in_time = remembered.memory
    WatchState.objects.all().delete()
    tell(cast, 2, {})
    assert WatchState.objects.get(person=cast.maya).memory["signals"] == in_time["signals"]


def test_asking_for_somebody_asks_sam_today(cast):
    tell(cast, 0, {"mood": 5, "reach_out": "yes"})
    assert Ask.objects.open().filter(asked=cast.sam).exists()
    assert Finding.objects.get().headline == "Asked for someone to reach out"


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
