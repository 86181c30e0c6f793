"""Maya writes worksheets; what is about safety reaches the team in the same transaction; nothing is overwritten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.clinical.practices.answers import WrongAnswer
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.actions import grant
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Sheet, SheetVersion, diary_columns
from handrail.pillars.crisis.models import Alert

DAY = timedelta(days=1)


def write(cast, answers, *, method="thought_record", by="maya", **more):
    more = {"key": uuid4(), **more}
    return practices.write(cast.maya, method=method, answers=answers, act=cast.act(cast.people[by]), **more)


def test_each_change_is_a_version_and_what_was_not_asked_stays(cast):
    first = write(cast, {"thought": "They laugh at me.", "strength": 8})
    again = write(cast, {"balanced": "Two did."}, sheet=first.sheet, instead_of=1, by="priya")
    assert again.told == {"thought": "They laugh at me.", "strength": 8, "balanced": "Two did."}
    assert (again.version, again.written_by) == (2, cast.priya)
    with pytest.raises(practices.WrittenMeanwhile) as late:
        write(cast, {"thought": "Mine."}, sheet=first.sheet, instead_of=1)
    assert late.value.newest == again
    emptied = write(cast, {"thought": ""}, sheet=first.sheet, instead_of=2)
    assert "thought" not in emptied.told
    assert [one.told.get("thought") for one in first.sheet.versions.order_by("version")][:2] == [
        "They laugh at me."
    ] * 2


def test_the_same_key_writes_once_and_a_wrong_answer_nothing(cast):
    key = uuid4()
    assert write(cast, {"thought": "One."}, key=key) == write(cast, {"thought": "Two."}, key=key)
    with pytest.raises(WrongAnswer):
        write(cast, {"strength": 99})
    with pytest.raises(practices.TooLongAgo):
        write(cast, {}, day=cast.today + DAY)
    assert SheetVersion.objects.count() == Sheet.objects.count() == 1
    assert Entry.objects.get(kind="practices.sheet.written").facts == {
        "method": "thought_record",
        "version": 1,
    }


@pytest.mark.parametrize(
    ("answers", "level", "calls"),
    [({"urge_die": 5}, "strong", 1), ({"urge_die": 2}, "strong", 0), ({"urge_harm": 1}, "watch", 0), ({"joy": 5}, "", 0)],
)  # fmt: skip
def test_an_urge_to_die_is_raised_in_the_same_transaction(cast, answers, level, calls):
    written = write(cast, answers, method="diary_card")
    found = Finding.objects.filter(person=cast.maya)
    assert [one.level for one in found] == ([level] if level else [])
    assert Alert.objects.filter(person=cast.maya).count() == calls
    if level:
        assert not Delivery.objects.filter(
            entry__subject=written.pk, entry__kind="practices.sheet.written", done_at=None
        )
        # A scale’s answer: who reads check-ins only learns nothing of it.
        assert (
            found.visible_to(cast.act(cast.priya)).exists()
            and not found.visible_to(cast.act(cast.sam)).exists()
        )


def test_a_day_has_one_card_that_grows_and_tells_the_same_once(cast):
    morning = write(cast, {"urge_die": 4, "joy": 1}, method="diary_card")
    evening = write(cast, {"joy": 3, "fear": None}, method="diary_card")
    assert evening.sheet == morning.sheet and evening.told == {"urge_die": 4, "joy": 3}
    assert Alert.objects.count() == Finding.objects.filter(rule="diary_suicide_urge_strong").count() == 1
    write(cast, {"urge_die": 5}, method="diary_card", day=cast.today - 5 * DAY)
    late = Finding.objects.get(day=cast.today - 5 * DAY)
    assert late.concern is not None and Alert.objects.count() == 1


def test_theo_reads_and_writes_nothing_and_sam_only_what_maya_lets_him(cast):
    sheet = write(cast, {"thought": "Mine."}).sheet
    plans = [cast.act(cast.people[name]) for name in ("theo", "sam")]
    for act in plans:
        assert not Sheet.objects.visible_to(act).exists()
        with pytest.raises(Refused):
            practices.write(cast.maya, method="thought_record", key=uuid4(), answers={}, sheet=sheet, act=act)
    grant(cast.sam, "measures", act=cast.act(cast.maya))
    assert list(Sheet.objects.visible_to(cast.act(cast.sam))) == [sheet]


def test_only_maya_chooses_her_columns_and_safety_is_never_hers_alone(cast):
    with pytest.raises(Refused):
        practices.choose_columns(cast.maya, columns=["joy"], only_mine=[], act=cast.act(cast.priya))
    practices.choose_columns(
        cast.maya,
        columns=["joy", "shame", "urge_die"],
        only_mine=["shame", "urge_die"],
        act=cast.act(cast.maya),
    )
    assert diary_columns(cast.maya) == ({"joy", "shame", "urge_die"}, {"shame"})
