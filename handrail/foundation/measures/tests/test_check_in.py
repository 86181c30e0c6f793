"""A check-in is kept once, for oneself only, and every answer can be skipped."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.measures.actions import DayOutOfReach, check_in
from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.measures.queries import answers_by_day


def test_the_same_key_is_kept_once(cast):
    key = uuid4()
    first = check_in(cast.maya, key=key, answers={"mood": 3}, act=cast.act(cast.maya))
    again = check_in(cast.maya, key=key, answers={"mood": 9}, act=cast.act(cast.maya))
    assert first.pk == again.pk
    assert CheckIn.objects.get().mood == 3
    assert Entry.objects.filter(kind="measures.check_in.recorded").count() == 1
    assert Delivery.objects.filter(reaction="watch.reassess").count() == 1


def test_a_second_one_on_a_day_adds(cast):
    for mood in (3, 8):
        check_in(cast.maya, key=uuid4(), answers={"mood": mood}, act=cast.act(cast.maya))
    assert CheckIn.objects.count() == 2


@pytest.mark.parametrize("who", ["theo", "priya", "sam", "rosa", "omar"])
def test_nobody_checks_in_for_maya(cast, who):
    with pytest.raises(Refused):
        check_in(cast.maya, key=uuid4(), answers={}, act=cast.act(cast.people[who]))
    assert not CheckIn.objects.exists()


def test_theo_and_a_peer_without_a_grant_see_none(cast):
    check_in(cast.maya, key=uuid4(), answers={"mood": 3}, act=cast.act(cast.maya))
    assert CheckIn.objects.visible_to(cast.act(cast.priya)).count() == 1
    assert CheckIn.objects.visible_to(cast.act(cast.sam)).count() == 1
    assert not CheckIn.objects.visible_to(cast.act(cast.theo)).exists()
    assert not CheckIn.objects.visible_to(cast.act(cast.omar)).exists()


@pytest.mark.parametrize(("days", "kept"), [(1, False), (0, True), (-14, True), (-15, False)])
def test_a_day_ahead_or_too_far_back_is_refused_kindly(cast, days, kept):
    day = cast.today + timedelta(days=days)
    if kept:
        assert check_in(cast.maya, key=uuid4(), answers={}, day=day, act=cast.act(cast.maya)).day == day
    else:
        with pytest.raises(DayOutOfReach):
            check_in(cast.maya, key=uuid4(), answers={}, day=day, act=cast.act(cast.maya))


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_database_refuses_an_answer_out_of_range(cast, answer):
    low, high = ANSWERS[answer]
    for value in (low - 1, high + 1):
        with pytest.raises(IntegrityError, match=f"{answer}_is_between"), transaction.atomic():
            check_in(cast.maya, key=uuid4(), answers={answer: value}, act=cast.act(cast.maya))


def test_the_strongest_urge_of_a_day_counts_and_a_skipped_answer_stays_empty(cast):
    for answers in ({"craving": 3, "mood": 4}, {"craving": 7, "mood": 5}, {}):
        check_in(cast.maya, key=uuid4(), answers=answers, act=cast.act(cast.maya))
    day = answers_by_day(CheckIn.objects.all())[cast.today]
    assert (day["craving"], day["mood"], day["stress"]) == (7.0, 4.5, None)
