"""The answer in sentences: what opens, what is missing, and what closes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.consent.explanation import NEED_WORDS, RULE_WORDS, explain
from handrail.foundation.consent.matrix import matrix, resources
from handrail.foundation.consent.models import Conflict, EmergencyAccess, RestrictedRecord
from handrail.foundation.consent.part2 import BASES
from handrail.foundation.consent.rules import FROM_ABOVE, RULES
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Membership, Programme


def told(cast, who, resource="checkins", **more):
    after = cast.act(cast.people[who], cast.now + timedelta(minutes=1))
    return explain(after, resource, cast.maya, **more)


def test_priya_cares_for_maya_and_so_it_opens(cast):
    first, *rest = told(cast, "priya")
    assert first == "Priya N. may read check-ins of Maya P., as counselor."
    assert rest == ["As counselor in Outpatient: opens when they care for this person now, in this role and program."
                    " That is so now."]  # fmt: skip


def test_theo_cares_for_somebody_else(cast):
    first, *rest = told(cast, "theo")
    assert first == "Theo B. may not read check-ins of Maya P."
    assert rest[-1].startswith("As counselor in Intensive") and rest[-1].endswith("That is not so now.")


def test_a_conflict_a_restricted_record_and_a_restriction_are_each_named(cast):
    asked = consent.ask_restriction("Not her.", act=cast.act(cast.maya), against=Against(reader=cast.priya))
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))
    consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.FAMILY, act=cast.act(cast.elin))
    consent.restrict_record(
        cast.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[], act=cast.act(cast.elin)
    )
    lines = told(cast, "priya")
    assert "may not" in lines[0]
    assert [line for line in lines if line.startswith("Closed: ")] == [
        "Closed: they stand too close to this person, and that was written down.",
        "Closed: the record is restricted, and they are not on its list.",
        "Closed: the person asked for it and it was agreed.",
    ]


def test_an_emergency_is_named_as_such(cast):
    consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.LIFE, words="Not breathing.", act=cast.act(cast.noor)
    )
    lines = told(cast, "noor", "medications")
    assert any("opened this record in an emergency" in line and "That is so now" in line for line in lines)


def test_outside_the_programmes_the_missing_consent_is_named(cast):
    clinic = Programme.objects.create(name="Clinic", part2=Programme.Part2.NOT_COVERED)
    Membership.objects.filter(person=cast.priya).update(programme=clinic)
    teams.enrol(cast.maya, clinic, act=cast.act(None))
    assert "It is not there." in told(cast, "priya")[-1]


@pytest.mark.parametrize("who", ["maya", "priya", "sam", "noor", "ravi", "elin", "rosa", "theo"])
def test_the_sentences_and_the_decision_say_the_same_for_every_part(cast, who):
    for resource in sorted(resources()):
        for action in ("read", "write"):
            act = cast.act(cast.people[who], cast.now + timedelta(minutes=1))
            allowed = decide(act, resource, cast.maya, action).allowed
            assert (" may not " not in told(cast, who, resource, action=action)[0]) == allowed


def test_each_rule_and_each_need_has_its_words():
    assert set(RULE_WORDS) >= set(RULES) | FROM_ABOVE
    needs = {cell.part2 for row in matrix().values() for cell in row.values()} - {"", "self"}
    assert set(NEED_WORDS) >= needs | set(BASES)
