"""What Maya asks to keep from somebody, what Elin answers, and what closes her record to a worker."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.evaluator import Refused, may, people_for
from handrail.foundation.consent.models import (
    Case,
    Conflict,
    EmergencyAccess,
    Recipient,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
State = Restriction.State


def later(cast, who, minutes=1):
    return cast.act(cast.people[who], cast.now + minutes * MINUTE)


def asked(cast, who="sam", what=("checkins",)):
    against = Against(reader=cast.people[who])
    return consent.ask_restriction("Not him.", act=cast.act(cast.maya), against=against, what=what)


def agreed(cast, who="sam", what=("checkins",)):
    return consent.agree_restriction(asked(cast, who, what), answer="Yes.", act=cast.act(cast.elin))


def test_asking_alone_closes_nothing(cast):
    asked(cast)
    assert may(later(cast, "sam"), "checkins", cast.maya)


def test_what_elin_agrees_to_is_closed_at_sams_next_request_and_nothing_else(cast):
    agreed(cast)
    assert not may(later(cast, "sam"), "checkins", cast.maya)
    assert cast.maya not in people_for(later(cast, "sam"), "checkins")
    assert may(later(cast, "sam"), "care_plan", cast.maya)
    assert may(later(cast, "priya"), "checkins", cast.maya)
    assert not may(later(cast, "theo"), "checkins", cast.maya)


def test_maya_ends_it_any_time_and_nobody_else_does(cast):
    restriction = agreed(cast)
    for who in ("sam", "elin", "priya", "theo"):
        with pytest.raises(Refused):
            consent.end_restriction(restriction, act=later(cast, who))
    consent.end_restriction(restriction, act=later(cast, "maya"))
    assert may(later(cast, "sam", 2), "checkins", cast.maya)


@pytest.mark.parametrize("who", ["maya", "priya", "sam", "ravi", "theo"])
def test_only_the_privacy_officer_answers(cast, who):
    with pytest.raises(Refused):
        consent.agree_restriction(asked(cast), answer="Yes.", act=later(cast, who))
    with pytest.raises(Refused):
        consent.decline_restriction(asked(cast), answer="No.", act=later(cast, who))


def test_a_declined_one_says_why_and_may_be_agreed_to_after_all(cast):
    restriction = consent.decline_restriction(
        asked(cast), answer="He is your only peer.", act=cast.act(cast.elin)
    )
    assert (restriction.state, restriction.answer) == (State.DECLINED, "He is your only peer.")
    assert may(later(cast, "sam"), "checkins", cast.maya)
    consent.agree_restriction(restriction, answer="We found another.", act=later(cast, "elin"))
    assert not may(later(cast, "sam", 2), "checkins", cast.maya)


def test_what_was_paid_in_full_cannot_be_declined(cast):
    ground = Restriction.Ground.PAID_IN_FULL
    restriction = consent.ask_restriction("I paid for it.", act=cast.act(cast.maya), ground=ground)
    with pytest.raises(consent.MustAgree):
        consent.decline_restriction(restriction, answer="No.", act=cast.act(cast.elin))
    with pytest.raises(consent.NobodyNamed):
        consent.agree_restriction(restriction, answer="Yes.", act=cast.act(cast.elin))
    plan = Recipient.objects.create(kind="organisation", name="Valley Health Plan")
    consent.agree_restriction(
        restriction, answer="Yes.", act=cast.act(cast.elin), against=Against(recipient=plan)
    )
    assert Restriction.objects.at(cast.now).get().recipient == plan


def test_an_ended_one_stays_ended(cast):
    restriction = consent.end_restriction(agreed(cast), act=later(cast, "maya"))
    with pytest.raises(consent.IllegalMove):
        consent.agree_restriction(restriction, answer="Yes.", act=later(cast, "elin"))


def test_an_emergency_does_not_open_what_maya_restricted(cast):
    agreed(cast, "noor", ("medications",))
    consent.open_emergency_access(
        cast.maya, reason=EmergencyAccess.Reason.LIFE, words="She is not breathing.", act=later(cast, "noor")
    )
    assert not may(later(cast, "noor", 2), "medications", cast.maya)
    assert may(later(cast, "noor", 2), "safety_plan", cast.maya)


def test_priya_notes_that_she_knows_maya_and_sees_nothing_from_then_on(cast):
    consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.NEIGHBOUR, act=cast.act(cast.priya))
    assert not may(later(cast, "priya"), "demographics", cast.maya)
    assert may(later(cast, "lena"), "demographics", cast.maya)
    assert not Entry.objects.filter(kind="consent.conflict.noted", person=cast.maya).exists()


def test_only_the_privacy_officer_ends_a_conflict_and_never_her_own(cast):
    conflict = consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.FAMILY, act=cast.act(cast.priya))
    for who in ("priya", "ravi", "theo", "maya"):
        with pytest.raises(Refused):
            consent.end_conflict(conflict, act=later(cast, who))
    consent.end_conflict(conflict, act=later(cast, "elin"))
    assert may(later(cast, "priya", 2), "demographics", cast.maya)
    hers = consent.note_conflict(cast.maya, cast.elin, tie=Conflict.Tie.FAMILY, act=later(cast, "elin"))
    with pytest.raises(Refused):
        consent.end_conflict(hers, act=later(cast, "elin", 2))


@pytest.mark.parametrize("who", ["theo", "noor", "sam"])
def test_nobody_notes_for_others_and_theo_cannot_ask_who_is_here_by_noting(cast, who):
    with pytest.raises(Refused):
        consent.note_conflict(cast.maya, cast.priya, tie=Conflict.Tie.OTHER, act=cast.act(cast.people[who]))
    with pytest.raises(Refused):
        consent.note_conflict(cast.maya, cast.theo, tie=Conflict.Tie.OTHER, act=cast.act(cast.theo))


def restricted(cast, *readers):
    act = cast.act(cast.elin)
    return consent.restrict_record(
        cast.maya, reason=RestrictedRecord.Reason.WORKS_HERE, readers=readers, act=act
    )


def test_a_restricted_record_is_found_by_its_list_alone(cast):
    restricted(cast, cast.priya)
    seeing = [who for who in ("priya", "sam", "lena", "ada", "ravi", "theo") if _sees(cast, who)]
    assert seeing == ["priya"]
    assert may(later(cast, "maya"), "checkins", cast.maya)


def test_a_reader_leaves_the_list_and_sees_nothing_more(cast):
    record = restricted(cast, cast.priya)
    consent.unlist_reader(record, cast.priya, act=later(cast, "elin"))
    assert not _sees(cast, "priya", 2)
    consent.list_reader(record, cast.lena, act=later(cast, "elin", 2))
    assert _sees(cast, "lena", 3)
    consent.reopen_record(record, act=later(cast, "elin", 3))
    assert _sees(cast, "priya", 4)


def test_the_list_keeps_somebody_who_answers_for_it(cast):
    record = restricted(cast, cast.priya)
    with pytest.raises(consent.NoOfficerListed):
        consent.unlist_reader(record, cast.elin, act=later(cast, "elin"))


@pytest.mark.parametrize("who", ["priya", "ravi", "theo", "maya"])
def test_only_the_privacy_officer_restricts_a_record(cast, who):
    with pytest.raises(Refused):
        consent.restrict_record(
            cast.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[], act=cast.act(cast.people[who])
        )


def _sees(cast, who, minutes=1):
    return cast.maya in people_for(later(cast, who, minutes), "demographics")


def case(cast, **more):
    given = {"purpose": Case.Purpose.COMPLAINT, "reader": cast.elin, "role": Case.Role.PRIVACY_OFFICER,
             "people": [cast.maya], "until_at": cast.now + 7 * DAY, "act": cast.act(cast.elin)}  # fmt: skip
    return consent.open_case("C-1", **(given | more))


def test_a_case_opens_nothing_before_a_second_person_approved_it(cast):
    opened = case(cast)
    assert not may(later(cast, "elin"), "checkins", cast.maya)
    for who in ("elin", "priya", "theo", "maya"):
        with pytest.raises(Refused):
            consent.approve_case(opened, act=later(cast, who))
    consent.approve_case(opened, act=later(cast, "ravi"))
    assert may(later(cast, "elin", 2), "checkins", cast.maya)
    assert not may(later(cast, "elin", 2), "checkins", cast.omar)
    assert not may(later(cast, "elin", 2), "sud_counseling_notes", cast.maya)
    assert not may(cast.act(cast.elin, cast.now + 7 * DAY), "checkins", cast.maya)


def test_a_closed_case_is_closed_at_the_next_request(cast):
    opened = consent.approve_case(case(cast), act=later(cast, "ravi"))
    consent.close_case(opened, act=later(cast, "elin", 2))
    assert not may(later(cast, "elin", 3), "checkins", cast.maya)


def test_an_auditor_reads_under_an_agreement(cast):
    auditor = {"role": Case.Role.AUDITOR, "reader": cast.rosa}
    with pytest.raises(consent.NotACase):
        case(cast, **auditor)
    consent.approve_case(case(cast, **auditor, agreement="2.53, 2026-11-01"), act=later(cast, "ravi"))
    assert may(later(cast, "rosa", 2), "measures", cast.maya)
    assert not may(later(cast, "rosa", 2), "messages", cast.maya)


@pytest.mark.parametrize("wrong", ["number", "end", "people", "own"])
def test_a_case_has_a_number_an_end_and_people(cast, wrong):
    if wrong == "number":
        case(cast)
    more = {"end": {"until_at": cast.now}, "people": {"people": [cast.priya]}, "own": {"reader": cast.maya}}
    with pytest.raises(consent.NotACase):
        case(cast, **more.get(wrong, {}))


def test_nobody_but_the_privacy_officer_opens_a_case_and_a_named_supervisor_does_not_approve_it(cast):
    for who in ("ravi", "priya", "theo"):
        with pytest.raises(Refused):
            case(cast, act=cast.act(cast.people[who]))
    teams.enrol(cast.ravi, Programme.objects.get(name="Intensive"), act=cast.act(None))
    named = case(cast, people=[cast.maya, cast.ravi])
    with pytest.raises(Refused):
        consent.approve_case(named, act=later(cast, "ravi"))
