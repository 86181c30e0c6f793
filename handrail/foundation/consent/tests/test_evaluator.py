"""Who may see Maya, and who may not: one question, two ways of asking, one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Refused, decide, may, people_for, require
from handrail.foundation.consent.matrix import cell, matrix, resources
from handrail.foundation.consent.models import Grant
from handrail.foundation.consent.rules import FROM_ABOVE, RULES, opened_by
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership

EVERYBODY = ["maya", "priya", "sam", "lena", "noor", "ada", "ravi", "elin", "rosa", "theo", "omar"]
ROLE_OF = {
    "maya": "client", "priya": "counselor", "sam": "peer_specialist", "lena": "case_manager",
    "noor": "crisis_responder", "ada": "prescriber", "ravi": "supervisor", "elin": "privacy_officer",
}  # fmt: skip


def test_the_matrix_has_fifteen_roles_and_twenty_four_resources():
    assert len(matrix()) == 15
    assert len(resources()) == 24
    assert all(set(row) == resources() for row in matrix().values())


@pytest.mark.parametrize("who", EVERYBODY)
def test_this_one_and_which_ones_agree_for_the_whole_cast(cast, who):
    act = cast.act(cast.people[who])
    for resource in sorted(resources()):
        for action in ("read", "write", "append"):
            opened = set(people_for(act, resource, action))
            for person in (cast.maya, cast.omar, cast.priya):
                assert (person in opened) == may(act, resource, person, action), (resource, action, person)


def test_whoever_acts_in_somebody_elses_place_is_asked_about_for_themself(cast):
    act = cast.act(cast.priya)
    assert may(act, "care_plan", cast.maya)
    assert not may(replace(act, actor=cast.theo), "care_plan", cast.maya)
    assert cast.maya not in people_for(replace(act, actor=cast.theo), "care_plan")


def test_what_was_decided_stays_so_while_a_page_is_looked_at_and_no_longer(cast, django_assert_num_queries):
    looks = replace(cast.act(cast.priya), looks=True)
    first = decide_each(cast.maya, [Question(looks, "care_plan"), Question(looks, "care_plan", "write")])
    with django_assert_num_queries(0):
        assert decide(looks, "care_plan", cast.maya) == first[0]
        assert decide_each(cast.maya, [Question(looks, "care_plan", "write")]) == first[1:]
    teams.end_care(CareRelationship.objects.get(worker=cast.priya, person=cast.maya), act=cast.act(None))
    assert not may(replace(cast.act(cast.priya), looks=True), "care_plan", cast.maya)


def test_a_page_asks_once_about_a_colleague_and_an_act_that_changes_things_each_time(
    cast, django_assert_num_queries
):
    changes, looks = cast.act(cast.priya), replace(cast.act(cast.priya), looks=True)
    sam, theo = (
        Question(looks.in_place_of(cast.sam), "care_plan"),
        Question(looks.in_place_of(cast.theo), "care_plan"),
    )
    with django_assert_num_queries(2):
        reads = decide_each(cast.maya, [Question(looks, "care_plan"), sam, theo])
    assert [one.role for one in reads] == ["counselor", "peer_specialist", ""]
    with django_assert_num_queries(0):
        assert may(looks.in_place_of(cast.sam), "care_plan", cast.maya)
        assert not may(looks.in_place_of(cast.theo), "care_plan", cast.maya)
    assert may(changes.in_place_of(cast.sam), "care_plan", cast.maya)
    Membership.objects.filter(person=cast.sam).update(until_on=cast.today)
    assert not may(changes.in_place_of(cast.sam), "care_plan", cast.maya)


@pytest.mark.parametrize("who", EVERYBODY)
def test_many_questions_at_once_are_decided_as_one_by_one(cast, who, django_assert_max_num_queries):
    act, priya = cast.act(cast.people[who]), cast.act(cast.priya)
    for person in (cast.maya, cast.omar, cast.priya):
        cells = [(name, action) for name in sorted(resources()) for action in ("read", "write", "append")]
        asked = [Question(asks, *one) for asks in (act, priya) for one in cells]
        asked.append(Question(act, "appointments", fields="neutral"))
        with django_assert_max_num_queries(2):
            decided = decide_each(person, asked)
        one_by_one = [decide(one.act, one.resource, person, one.action, fields=one.fields) for one in asked]
        assert decided == one_by_one


@pytest.mark.parametrize(("who", "role"), ROLE_OF.items())
def test_each_cell_of_the_matrix_is_obeyed_for_maya(cast, who, role):
    act = cast.act(cast.people[who])
    for resource in sorted(resources()):
        for action in ("read", "write"):
            rule = cell(role, resource).rule(action)
            holds = {
                "own": who == "maya",
                "assigned": who in {"priya", "sam", "lena", "ada"},
                "programme": True,
                "org": who == "elin",
            }
            expected = holds.get(rule, rule == "granted" and (who, resource) == ("sam", "checkins"))
            assert may(act, resource, cast.maya, action) == expected, (resource, action, rule)


@pytest.mark.parametrize("resource", sorted(resources()))
def test_theo_never_sees_maya(cast, resource):
    for action in ("read", "write", "append"):
        assert not may(cast.act(cast.theo), resource, cast.maya, action)
        assert cast.maya not in people_for(cast.act(cast.theo), resource, action)


def test_a_care_relationship_alone_is_not_enough_across_programmes(cast):
    teams.begin_care(cast.theo, cast.maya, "counselor", act=cast.act(None))
    assert not may(cast.act(cast.theo), "checkins", cast.maya)


def test_sight_ends_with_the_care_relationship(cast):
    care = CareRelationship.objects.get(worker=cast.priya, person=cast.maya)
    assert may(cast.act(cast.priya), "checkins", cast.maya)
    teams.end_care(care, act=cast.act(None))
    later = cast.act(cast.priya, cast.now + timedelta(seconds=1))
    assert not may(later, "checkins", cast.maya)


def test_sight_ends_with_the_role(cast):
    Membership.objects.filter(person=cast.priya).update(until_on=cast.today)
    assert not may(cast.act(cast.priya), "checkins", cast.maya)


def test_sight_ends_with_the_enrolment(cast):
    teams.end_enrolment(Enrolment.objects.get(person=cast.maya), act=cast.act(None))
    later = cast.act(cast.priya, cast.now + timedelta(days=1))
    assert not may(later, "checkins", cast.maya)


def test_sam_reads_check_ins_only_while_maya_shares_them(cast):
    assert may(cast.act(cast.sam), "checkins", cast.maya)
    consent.withdraw(Grant.objects.get(person=cast.maya, reader=cast.sam), act=cast.act(cast.maya))
    later = cast.now + timedelta(seconds=1)
    assert not may(cast.act(cast.sam, later), "checkins", cast.maya)
    consent.grant(cast.sam, "checkins", act=cast.act(cast.maya, later))
    assert may(cast.act(cast.sam, later), "checkins", cast.maya)
    assert Entry.objects.filter(kind="consent.grant.withdrawn", person=cast.maya).count() == 1


def test_theo_cannot_end_what_maya_shares(cast):
    with pytest.raises(Refused):
        consent.withdraw(Grant.objects.get(person=cast.maya), act=cast.act(cast.theo))


def test_maya_shares_no_record_that_does_not_exist(cast):
    with pytest.raises(consent.UnknownResource):
        consent.grant(cast.sam, "thoughts", act=cast.act(cast.maya))


def test_a_worker_never_opens_their_own_record_through_a_role(cast):
    teams.enrol(cast.ravi, Enrolment.objects.get(person=cast.maya).programme, act=cast.act(None))
    later = cast.act(cast.ravi, cast.now + timedelta(days=1))
    assert decide(later, "sud_record", cast.ravi).role == "client"
    assert not may(later, "reports", cast.ravi, "write")


def test_nobody_in_particular_may_nothing(cast):
    assert not people_for(cast.act(None), "demographics").exists()


def test_an_unknown_resource_role_or_action_is_refused(cast):
    assert not may(cast.act(cast.priya), "thoughts", cast.maya)
    assert not may(cast.act(cast.priya), "checkins", cast.maya, "burn")
    assert cell("janitor", "checkins").read == "none"


def test_the_answer_explains_itself(cast):
    assert "assigned" in decide(cast.act(cast.priya), "checkins", cast.maya).explained()
    assert decide(cast.act(cast.theo), "checkins", cast.maya).explained().startswith("Refused")
    with pytest.raises(Refused):
        require(decide(cast.act(cast.theo), "checkins", cast.maya))


def test_a_rule_whose_facts_lie_above_opens_nobody_until_somebody_tells():
    assert FROM_ABOVE - set(RULES) == {"desk"}
    with pytest.raises(ValueError, match="assigned"):
        opened_by("assigned", RULES["own"])


def test_mayas_own_record_opens_without_asking_the_database(cast, django_assert_num_queries):
    act = cast.act(cast.maya)
    with django_assert_num_queries(0):
        assert may(act, "checkins", cast.maya, "write")
