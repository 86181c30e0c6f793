"""Priya agrees on a practice with Maya; Maya tells how it went; Theo can do neither."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice, PracticeLog

DAY = timedelta(days=1)


def test_priya_or_sam_agrees_on_a_practice_with_maya_and_what_is_agreed_anew_takes_its_place(cast):
    first = practices.begin(cast.maya, method="grounding", why="For the bus.", act=cast.act(cast.priya))
    assert (
        practices.begin(cast.maya, method="grounding", why="For the bus.", act=cast.act(cast.priya)) == first
    )
    second = practices.begin(cast.maya, method="grounding", cadence="daily", act=cast.act(cast.sam))
    first.refresh_from_db()
    assert (first.ended_by, second.asked_by) == (cast.sam, cast.sam)
    assert list(Practice.objects.of(cast.maya).open()) == [second]
    assert Entry.objects.filter(kind="practices.practice.begun").count() == 2


def test_theo_neither_agrees_reads_ends_nor_tells(cast):
    mine = practices.begin(cast.maya, method="grounding", act=cast.act(cast.maya))
    theo = cast.act(cast.theo)
    for refused in (
        lambda: practices.begin(cast.maya, method="grounding", act=theo),
        lambda: practices.end(mine, act=theo),
        lambda: practices.tell(cast.maya, key=uuid4(), method="grounding", told="helped", act=theo),
    ):
        with pytest.raises(Refused):
            refused()
    assert not Practice.objects.visible_to(theo).exists()
    assert Practice.objects.visible_to(cast.act(cast.lena)).exists()


def test_how_it_went_is_kept_once_per_key_sealed_and_never_counted_for_another_day(cast):
    key, act = uuid4(), cast.act(cast.maya)
    first = practices.tell(
        cast.maya, key=key, method="grounding", told="too_much", notices="Loud bus.", act=act
    )
    again = practices.tell(cast.maya, key=key, method="grounding", told="helped", act=act)
    assert first == again and again.told == "too_much" and not again.did
    assert Entry.objects.get(kind="practices.log.told").facts == {"method": "grounding"}
    for day in (cast.today + DAY, cast.today - 15 * DAY):
        with pytest.raises(practices.TooLongAgo):
            practices.tell(cast.maya, key=uuid4(), method="grounding", told="helped", day=day, act=act)
    late = practices.tell(
        cast.maya, key=uuid4(), method="grounding", told="helped", day=cast.today - 14 * DAY, act=act
    )
    assert late.did
    assert list(PracticeLog.objects.of(cast.maya).newest_first()) == [late, first]
    with pytest.raises(ValueError, match="There is no method"):
        practices.tell(cast.maya, key=uuid4(), method="hypnosis", told="helped", act=act)
