"""Theo's look at Maya's record that should have been impossible, and the looks that explain themselves."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.continuum.clock import tick
from handrail.continuum.looks import actions as looks
from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.continuum.watch.models import Concern
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Enrolment, Programme
from handrail.pillars.crisis import actions as crisis

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def looked(cast):
    def looked(who, person="maya", *, basis="assigned", part="checkins", ago=2 * HOUR):
        act = cast.act(cast.people[who], cast.now - ago)
        record_viewing(cast.people[person], part, basis, act=act)
        return act

    return looked


def asked(cast):
    looks.weigh_looks(cast.now)
    return {
        (one.viewer.preferred_name, one.person.preferred_name, one.why)
        for one in UnexplainedLook.objects.all()
    }


def test_theos_look_that_should_have_been_impossible_is_found_and_he_is_asked_once(cast, looked):
    looked("theo")
    looked("theo", part="measures")
    looked("theo", part="care_plan", ago=HOUR)
    assert tick(cast.now)["looks_asked_about"] == 1
    assert tick(cast.now)["looks_asked_about"] == 0
    assert asked(cast) == {("Theo B.", "Maya P.", "closed")}
    assert LookQuestion.objects.get().worker == cast.theo
    entry = Entry.objects.get(kind="looks.look.found")
    assert (entry.person, entry.facts) == (None, {"viewer": cast.theo.pk, "why": "closed"})


def test_whoever_cares_for_her_or_was_let_in_is_asked_nothing(cast, looked):
    consent.open_emergency_access(
        cast.maya,
        reason=EmergencyAccess.Reason.LIFE,
        words="No answer.",
        act=cast.act(cast.noor, cast.now - 3 * HOUR),
    )
    for who, basis in (("priya", "assigned"), ("sam", "granted"), ("noor", "emergency"), ("ada", "assigned")):
        looked(who, basis=basis)
    looked("elin", basis="org", part="disclosure_log")
    looked("theo", "omar")
    assert asked(cast) == set() and not LookQuestion.objects.exists()


def test_ravi_is_asked_when_his_role_alone_opened_it(cast, looked):
    looked("ravi", basis="programme")
    assert asked(cast) == {("Ravi S.", "Maya P.", "role_alone")}


@pytest.mark.parametrize("because", ["meets", "step", "wrote", "concern", "alert", "emergency"])
def test_ravi_is_asked_nothing_when_something_that_day_needed_him(cast, looked, because):
    act = looked("ravi", basis="programme")
    if because == "meets":
        scheduling.book(
            cast.maya,
            cast.ravi,
            starts_at=act.at + DAY,
            ends_at=act.at + DAY + HOUR,
            strand="counsel",
            act=act,
        )
    elif because == "step":
        priya = cast.act(cast.priya, cast.now - DAY)
        plans.add_step(cast.maya, title="Call", responsible=cast.ravi, strand="counsel", act=priya)
    elif because == "wrote":
        plans.add_step(cast.maya, title="Call", responsible=cast.priya, strand="counsel", act=act)
    elif because == "concern":
        Concern.objects.create(person=cast.maya, opened_at=cast.now - DAY)
    elif because == "alert":
        crisis.ask_for_help(cast.maya, key=uuid4(), act=cast.act(cast.maya, cast.now - 3 * HOUR))
    else:
        noor = cast.act(cast.noor, cast.now - DAY)
        consent.open_emergency_access(
            cast.maya, reason=EmergencyAccess.Reason.LIFE, words="No answer.", act=noor
        )
    assert asked(cast) == set()


def test_what_ended_that_day_is_asked_about_unless_something_was_done(cast, looked):
    for who in ("priya", "sam"):
        looked(who)
    plans.add_step(
        cast.maya, title="Call", responsible=cast.sam, strand="peer", act=cast.act(cast.sam, cast.now - HOUR)
    )
    CareRelationship.objects.filter(worker=cast.priya).update(until_at=cast.now - 3 * HOUR)
    teams.end_enrolment(Enrolment.objects.get(person=cast.maya), act=cast.act(None))
    assert asked(cast) == {("Priya N.", "Maya P.", "ended")}


def test_a_look_has_half_an_hour_to_explain_itself(cast, looked):
    looked("ravi", basis="programme", ago=timedelta(minutes=29))
    assert looks.weigh_looks(cast.now) == 0
    assert looks.weigh_looks(cast.now + timedelta(minutes=1)) == 1


def test_looks_of_a_day_join_one_question_and_the_next_day_brings_another(cast, looked):
    looked("theo")
    looks.weigh_looks(cast.now)
    teams.enrol(cast.rosa, Programme.objects.get(name="Outpatient"), act=cast.act(None, cast.now - DAY))
    looked("theo", "rosa", ago=HOUR)
    looks.weigh_looks(cast.now)
    question = LookQuestion.objects.get()
    assert question.looks.count() == 2
    looks.answer_question(question, answer=LookQuestion.Answer.MISTAKE, words="", act=cast.act(cast.theo))
    later = cast.act(cast.theo, cast.now + DAY)
    record_viewing(cast.maya, "checkins", "assigned", act=later)
    looks.weigh_looks(cast.now + DAY + HOUR)
    assert LookQuestion.objects.filter(worker=cast.theo).count() == 2
    assert UnexplainedLook.objects.filter(person=cast.maya).count() == 2


def test_only_theo_answers_and_only_elin_closes_it_once_and_never_her_own(cast, looked):
    looked("theo")
    looked("elin", part="checkins")
    looks.weigh_looks(cast.now)
    question, his = LookQuestion.objects.get(worker=cast.theo), UnexplainedLook.objects.get(viewer=cast.theo)
    said = {"answer": LookQuestion.Answer.OTHER, "words": "A wrong number."}
    closed = {"outcome": UnexplainedLook.Outcome.TALKED, "reason": "Talked on the phone."}
    for who in ("ravi", "elin", "maya", "priya"):
        with pytest.raises(Refused):
            looks.answer_question(question, **said, act=cast.act(cast.people[who]))
    looks.answer_question(question, **said, act=cast.act(cast.theo))
    with pytest.raises(looks.AlreadyAnswered):
        looks.answer_question(question, **said, act=cast.act(cast.theo))
    for who, look in (
        ("theo", his),
        ("ravi", his),
        ("maya", his),
        ("elin", UnexplainedLook.objects.get(viewer=cast.elin)),
    ):
        with pytest.raises(Refused):
            looks.close_look(look, **closed, act=cast.act(cast.people[who]))
    looks.close_look(his, **closed, act=cast.act(cast.elin))
    with pytest.raises(looks.AlreadyClosed):
        looks.close_look(his, **closed, act=cast.act(cast.elin))
    assert Entry.objects.filter(kind__startswith="looks.").exclude(person=None).count() == 0
