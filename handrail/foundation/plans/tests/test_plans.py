"""One shared plan: one responsible party a step, and nothing overwritten."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import IllegalMove, Step


@pytest.fixture
def step(cast):
    return plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=cast.act(cast.priya))


def test_maya_ticks_her_own_step_once(cast, step):
    plans.complete(step, act=cast.act(cast.maya))
    done = plans.complete(step, act=cast.act(cast.maya))
    assert done.status == Step.Status.DONE
    assert Entry.objects.filter(kind="plans.step.completed").count() == 1


def test_a_tick_can_be_undone(cast, step):
    plans.complete(step, act=cast.act(cast.maya))
    step = plans.reopen(step, act=cast.act(cast.maya))
    assert (step.status, step.ended_at) == (Step.Status.TO_DO, None)


def test_maya_does_not_tick_what_is_lenas(cast):
    lenas = plans.add_step(cast.maya, title="Send the letter", responsible=cast.lena, act=cast.act(cast.lena))
    with pytest.raises(Refused):
        plans.complete(lenas, act=cast.act(cast.maya))


def test_theo_can_neither_add_nor_tick(cast, step):
    for attempt in (
        lambda: plans.add_step(cast.maya, title="x", responsible=cast.maya, act=cast.act(cast.theo)),
        lambda: plans.complete(step, act=cast.act(cast.theo)),
        lambda: plans.set_goal(cast.maya, words="x", act=cast.act(cast.theo)),
    ):
        with pytest.raises(Refused):
            attempt()
    assert not Step.objects.visible_to(cast.act(cast.theo)).exists()


def test_a_step_set_aside_says_why_and_stays(cast, step):
    step = plans.set_aside(step, outcome="The room went to somebody else.", act=cast.act(cast.lena))
    with pytest.raises(IllegalMove):
        plans.complete(step, act=cast.act(cast.lena))
    assert Step.objects.get(pk=step.pk).outcome == "The room went to somebody else."


def test_a_barrier_is_told_in_words(cast, step):
    barrier = plans.tell_barrier(step, words="No phone this week", act=cast.act(cast.maya))
    assert barrier.told_by == cast.maya
    assert "No phone" not in str(Entry.objects.get(kind="plans.barrier.told").facts)


def test_the_database_refuses_two_responsible_parties_or_none(cast, step):
    for wrong in ({"partner": "Harbor House"}, {"responsible": None}):
        with pytest.raises(IntegrityError, match="exactly_one_responsible_party"), transaction.atomic():
            row = Step.objects.get(pk=step.pk)
            for name, value in wrong.items():
                setattr(row, name, value)
            row.save()


@given(moves=st.lists(st.sampled_from(list(Step.Status)), max_size=6))
def test_a_step_only_moves_along_its_table(moves):
    step, reached = Step(status=Step.Status.TO_DO), [Step.Status.TO_DO]
    for wanted in moves:
        try:
            step.move_to(wanted)
        except IllegalMove:
            assert wanted not in Step.MOVES[reached[-1]]
        else:
            reached.append(wanted)
    assert step.status == reached[-1]
