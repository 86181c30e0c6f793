"""Maya's safety plan is hers: each change is a version, none is overwritten, and who may not read it does not."""

from __future__ import annotations

import pytest

from handrail.clinical.triage.safety_plan import ENTRIES, ENTRY, complete, entries, parts
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import SafetyPlan

HERS = {"sp_signs": ["I stop answering Rosa."], "sp_self": ["Cold water", "Walk the dog"]}


def write(cast, who, words=HERS, instead_of=0):
    return crisis.write_safety_plan(cast.maya, words, instead_of=instead_of, act=cast.act(cast.people[who]))


def test_a_change_is_a_new_version_and_the_old_one_stays(cast):
    write(cast, "maya")
    write(cast, "priya", HERS | {"sp_reasons": ["The bread."]}, instead_of=1)
    assert [(one.version, one.written_by) for one in SafetyPlan.objects.order_by("version")] == [
        (1, cast.maya),
        (2, cast.priya),
    ]
    assert SafetyPlan.objects.get(version=1).lines == HERS
    assert Entry.objects.filter(kind="crisis.safety_plan.written").last().facts == {"version": 2}


def test_the_same_words_again_are_no_new_version(cast):
    assert write(cast, "maya") == write(cast, "maya", instead_of=1)
    assert SafetyPlan.objects.count() == 1


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten_unseen(cast):
    write(cast, "maya")
    write(cast, "sam", {"sp_signs": ["Sam and I wrote this."]}, instead_of=1)
    with pytest.raises(crisis.WrittenMeanwhile, match="Sam R. changed this meanwhile"):
        write(cast, "maya", {"sp_signs": ["Mine."]}, instead_of=1)
    assert SafetyPlan.objects.newest(cast.maya).lines == {"sp_signs": ["Sam and I wrote this."]}


@pytest.mark.parametrize("who", ["theo", "omar", "elin", "noor"])
def test_who_neither_reads_nor_writes_it(cast, who):
    write(cast, "maya")
    assert not SafetyPlan.objects.visible_to(cast.act(cast.people[who])).exists()
    with pytest.raises(Refused):
        write(cast, who, instead_of=1)


def test_the_parts_stand_in_the_order_and_words_of_the_standard():
    assert [part.id for part in parts()][:6] == ["sp_signs", "sp_self", "sp_places", "sp_people", "sp_services", "sp_means"]  # fmt: skip
    assert parts()[0].title == "Signs that I am heading into a hard time"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", []), (" - Cold water \n\n• Walk\n", ["Cold water", "Walk"]), ("x" * ENTRY, ["x" * ENTRY])],
)
def test_one_line_is_one_entry(typed, kept):
    assert entries(typed) == kept


@pytest.mark.parametrize("typed", ["x" * (ENTRY + 1), "x\n" * (ENTRIES + 1)])
def test_what_is_too_long_is_said_and_not_cut(typed):
    with pytest.raises(ValueError, match="Nothing was cut"):
        entries(typed)


def test_an_unfinished_plan_is_known_as_one():
    assert not complete(HERS)
    assert complete(HERS | {"sp_people": ["Rosa"], "sp_services": ["988"]})
