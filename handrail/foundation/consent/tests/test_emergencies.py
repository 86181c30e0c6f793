"""Emergency access: deliberate, told, time-boxed, reviewed, and closed to whoever has no part in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handrail.continuum.clock import tick
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.emergencies import Facts
from handrail.foundation.consent.evaluator import Refused, decide, may, people_for
from handrail.foundation.consent.matrix import cell, matrix, resources
from handrail.foundation.consent.models import Conflict, EmergencyAccess, EmergencySearch, RestrictedRecord
from handrail.foundation.consent.offices import glass_roles
from handrail.foundation.consent.seeking import SEARCHES, WITHIN, Known
from handrail.foundation.consent.untold import untold_looks
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Credential, Membership, Programme, Role

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Reason, Outcome = EmergencyAccess.Reason, EmergencyAccess.Outcome
WORDS = "Rosa called: Maya does not answer and there are pills."
FACTS = {"personnel": "Dr. Bell", "affiliation": "County Hospital", "nature": "Overdose, not breathing well"}


def opened(cast, who="noor", at=None, **more):
    act = cast.act(cast.people[who], at)
    return consent.open_emergency_access(cast.maya, reason=Reason.OVERDOSE, words=WORDS, act=act, **more)


def later(cast, who, after=MINUTE):
    return cast.act(cast.people[who], cast.now + after)


def join_outside(cast, who="theo"):
    """Somebody who works only in a programme that is not under Part 2."""
    Membership.objects.filter(person=cast.people[who]).update(until_on=cast.today)
    clinic = Programme.objects.create(name="Clinic", part2=Programme.Part2.NOT_COVERED)
    teams.join(cast.people[who], clinic, Role.COUNSELOR, act=cast.act(None))


@pytest.mark.parametrize("resource", sorted(resources()))
def test_noor_opens_mayas_record_in_an_emergency_as_far_as_the_glass_goes(cast, resource):
    before = may(later(cast, "noor"), resource, cast.maya)
    opened(cast)
    seen = may(later(cast, "noor"), resource, cast.maya)
    assert seen == (before or cell("crisis_responder", resource).glass)
    assert (cast.maya in people_for(later(cast, "noor"), resource)) == seen


def test_each_look_has_the_emergency_as_its_basis(cast):
    opened(cast)
    assert decide(later(cast, "noor"), "safety_plan", cast.maya).basis == "emergency"


@pytest.mark.parametrize(
    "never", ["sud_counseling_notes", "group_attendance", "audit", "peer_notes", "exports"]
)
@pytest.mark.parametrize("role", sorted(matrix()))
def test_no_role_opens_protected_notes_groups_or_the_audit_trail_in_an_emergency(role, never):
    assert not cell(role, never).glass


def test_only_those_who_care_may_open_a_record_in_an_emergency(cast):
    assert set(glass_roles()) == {"counselor", "crisis_responder", "prescriber", "supervisor"}
    for who in ("sam", "lena", "elin", "maya", "rosa"):
        with pytest.raises(Refused):
            opened(cast, who)
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.FRONT_DESK, Role.PRIVACY_OFFICER):
        worker = Person.objects.create(preferred_name=role.label, made_at=cast.now)
        teams.join(worker, Programme.objects.get(name="Outpatient"), role, act=cast.act(None))
        with pytest.raises(Refused):
            consent.open_emergency_access(cast.maya, reason=Reason.LIFE, words=WORDS, act=cast.act(worker))
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("resource", sorted(resources()))
def test_theo_sees_nothing_of_maya_while_noor_has_opened_her_record(cast, resource):
    opened(cast)
    for action in ("read", "write", "append"):
        assert not may(later(cast, "theo"), resource, cast.maya, action)


def test_theo_may_open_it_himself_and_it_is_told_time_boxed_and_reviewed(cast):
    access = opened(cast, "theo")
    assert may(later(cast, "theo"), "safety_plan", cast.maya)
    assert not may(later(cast, "theo"), "safety_plan", cast.maya, "write")
    assert not may(later(cast, "theo", 4 * HOUR), "safety_plan", cast.maya)
    assert access.told_at == cast.now
    assert Entry.objects.get(kind="consent.emergency.opened", person=cast.maya).actor == cast.theo
    consent.review(access, outcome=Outcome.QUESTION, words="Asked him why.", act=later(cast, "elin"))
    assert EmergencyAccess.objects.unreviewed().count() == 0


def test_it_opens_one_person_for_four_hours_and_reading_only(cast):
    opened(cast)
    assert may(later(cast, "noor", 4 * HOUR - MINUTE), "medications", cast.maya)
    assert not may(later(cast, "noor", 4 * HOUR), "medications", cast.maya)
    assert not may(later(cast, "noor"), "safety_plan", cast.maya, "write")
    assert not may(later(cast, "noor"), "medications", cast.omar)


def test_it_ends_with_the_role(cast):
    opened(cast)
    Membership.objects.filter(person=cast.noor).update(until_on=cast.today)
    assert not may(later(cast, "noor"), "medications", cast.maya)


def test_noor_ends_it_herself_and_the_next_request_is_refused(cast):
    access = opened(cast)
    with pytest.raises(Refused):
        consent.end_emergency_access(access, act=later(cast, "theo"))
    consent.end_emergency_access(access, act=later(cast, "noor"))
    assert not may(later(cast, "noor", 2 * MINUTE), "medications", cast.maya)
    assert Entry.objects.filter(kind="consent.emergency.ended").count() == 1


def test_opening_it_twice_is_opening_it_once(cast):
    assert opened(cast) == opened(cast, at=cast.now + MINUTE)
    assert EmergencyAccess.objects.count() == 1


def test_nobody_reviews_their_own_and_only_the_privacy_officer_reviews(cast):
    teams.join(cast.noor, Programme.objects.get(name="Outpatient"), Role.PRIVACY_OFFICER, act=cast.act(None))
    access = opened(cast)
    for who in ("noor", "ravi", "priya", "theo", "maya"):
        with pytest.raises(Refused):
            consent.review(access, outcome=Outcome.WARRANTED, words="", act=later(cast, who))
    consent.review(access, outcome=Outcome.WARRANTED, words="", act=later(cast, "elin"))
    with pytest.raises(consent.AlreadyReviewed):
        consent.review(access, outcome=Outcome.BREACH, words="", act=later(cast, "elin"))


@pytest.mark.parametrize(
    ("day", "by"),
    [(date(2026, 11, 16), date(2026, 11, 19)), (date(2026, 11, 19), date(2026, 11, 24)),
     (date(2026, 11, 20), date(2026, 11, 25)), (date(2026, 11, 21), date(2026, 11, 25))],
)  # fmt: skip
def test_it_is_reviewed_within_three_working_days(day, by):
    zone = ZoneInfo("America/New_York")
    at = datetime(day.year, day.month, day.day, 23, 30, tzinfo=zone)
    assert EmergencyAccess(opened_at=at).review_by(zone) == by


def test_maya_is_told_at_once(cast):
    assert opened(cast).told_at == cast.now
    assert may(cast.act(cast.maya), "emergency_access", cast.maya)


def test_without_a_licence_nobody_keeps_it_from_maya(cast):
    with pytest.raises(Refused):
        opened(cast, withheld_because="Her partner reads her phone.")
    Credential.objects.create(person=cast.noor, title="LCSW", expires_on=cast.today - timedelta(days=1))
    with pytest.raises(Refused):
        opened(cast, withheld_because="Her partner reads her phone.")


def test_with_a_licence_noor_says_why_maya_is_not_told_yet_and_no_entry_names_her(cast):
    Credential.objects.create(person=cast.noor, title="LCSW", expires_on=cast.today + timedelta(days=1))
    access = opened(cast, withheld_because="Her partner reads her phone.")
    assert access.told_at is None
    assert not Entry.objects.filter(kind="consent.emergency.opened", person=cast.maya).exists()
    assert may(later(cast, "noor"), "safety_plan", cast.maya)
    consent.tell_of_emergency_access(access, act=later(cast, "elin"))
    assert Entry.objects.filter(kind="consent.emergency.told", person=cast.maya).exists()


def test_the_looks_that_are_kept_from_maya_stand_apart_until_she_is_told(cast):
    Credential.objects.create(person=cast.noor, title="LCSW")
    access = opened(cast, withheld_because="Her partner reads her phone.")
    consent.end_emergency_access(access, act=later(cast, "noor", HOUR))
    for minutes, basis in ((1, "emergency"), (1, "programme"), (61, "emergency")):
        record_viewing(cast.maya, "measures", basis, act=later(cast, "noor", minutes * MINUTE))
    record_viewing(cast.maya, "measures", "assigned", act=later(cast, "priya"))
    kept = Viewing.objects.filter(untold_looks(cast.maya))
    assert [(one.viewer, one.basis, one.at) for one in kept] == [(cast.noor, "emergency", cast.now + MINUTE)]
    assert not Viewing.objects.filter(untold_looks(cast.omar)).exists()
    consent.tell_of_emergency_access(access, act=later(cast, "elin"))
    assert not Viewing.objects.filter(untold_looks(cast.maya)).exists()


def test_inside_the_programme_it_is_no_disclosure(cast):
    access = opened(cast)
    assert (access.circle, access.facts_due_at, access.lacks) == ("inside", None, [])


def test_from_outside_the_programme_it_is_a_disclosure_that_owes_four_facts(cast):
    join_outside(cast)
    access = opened(cast, "theo", facts=Facts(**FACTS, happened_at=cast.now))
    assert (access.circle, access.reader, access.lacks) == ("outside", cast.theo, [])
    assert tick(cast.now + HOUR)["facts_alarmed"] == 0


def test_a_fact_still_missing_after_fifteen_minutes_raises_the_alarm_once(cast):
    join_outside(cast)
    access = opened(cast, "theo", facts=Facts(**FACTS))
    assert access.lacks == ["happened_at"]
    assert tick(cast.now + 14 * MINUTE)["facts_alarmed"] == 0
    assert tick(cast.now + 15 * MINUTE)["facts_alarmed"] == 1
    assert tick(cast.now + 16 * MINUTE)["facts_alarmed"] == 0
    assert Entry.objects.filter(kind="consent.emergency_facts.missing").count() == 1


def test_facts_written_in_time_raise_no_alarm_and_stay_as_written(cast):
    join_outside(cast)
    access = opened(cast, "theo", facts=Facts(**FACTS))
    consent.write_emergency_facts(
        access, Facts(personnel="Somebody else", happened_at=cast.now), act=later(cast, "theo")
    )
    access.refresh_from_db()
    assert (access.lacks, access.personnel) == ([], "Dr. Bell")
    assert tick(cast.now + HOUR)["facts_alarmed"] == 0
    with pytest.raises(Refused):
        consent.write_emergency_facts(access, Facts(**FACTS), act=later(cast, "noor"))


def test_from_outside_only_a_medical_emergency_opens_a_record(cast):
    join_outside(cast)
    with pytest.raises(consent.NotAMedicalEmergency):
        consent.open_emergency_access(cast.maya, reason=Reason.MISSING, words=WORDS, act=cast.act(cast.theo))
    assert not EmergencyAccess.objects.exists()


def known(cast, **more):
    Person.objects.filter(pk=cast.maya.pk).update(
        legal_name="Maya Pell", born_on=date(1991, 3, 4), external_id="R-204"
    )
    return Known(**(more or {"name": "maya pell", "born_on": date(1991, 3, 4)}))


def seek(cast, what, who="noor", after=MINUTE):
    return consent.seek_in_emergency(what, reason=Reason.LIFE, words=WORDS, act=later(cast, who, after))


@pytest.mark.parametrize(
    "what",
    [{"name": "MAYA PELL", "born_on": date(1991, 3, 4)}, {"name": "Maya P.", "born_on": date(1991, 3, 4)},
     {"number": "R-204"}],
)  # fmt: skip
def test_noor_finds_maya_by_her_whole_name_and_date_of_birth_or_by_her_number(cast, what):
    assert seek(cast, known(cast, **what)).person == cast.maya


@pytest.mark.parametrize(
    "what",
    [{"name": "Maya", "born_on": date(1991, 3, 4)}, {"name": "Maya Pell"}, {"born_on": date(1991, 3, 4)},
     {"name": "Maya Pell", "born_on": date(1991, 3, 5)}, {"number": "R-2"}, {"name": "Priya N.", "born_on": None}],
)  # fmt: skip
def test_a_part_of_what_is_known_finds_nobody_and_is_written_down(cast, what):
    assert seek(cast, known(cast, **what)) is None
    search = EmergencySearch.objects.get()
    assert (search.reader, search.access) == (cast.noor, None)
    assert Entry.objects.get(kind="consent.emergency.searched").person is None
    assert "maya" not in search.mark.casefold()


def test_a_conflict_and_a_restricted_record_look_like_nobody(cast):
    what = known(cast)
    consent.note_conflict(cast.maya, cast.noor, tie=Conflict.Tie.NEIGHBOUR, act=cast.act(cast.elin))
    assert seek(cast, what) is None
    consent.restrict_record(
        cast.maya, reason=RestrictedRecord.Reason.SAFETY, readers=[cast.priya], act=cast.act(cast.elin)
    )
    assert seek(cast, what, "ada") is None
    with pytest.raises(Refused):
        opened(cast, "ada", at=cast.now + MINUTE)
    assert seek(cast, what, "priya").person == cast.maya


def test_whoever_may_not_open_anything_is_not_even_heard(cast):
    for who in ("sam", "lena", "elin", "maya"):
        with pytest.raises(Refused):
            seek(cast, known(cast), who)
    assert not EmergencySearch.objects.exists()


def test_after_five_searches_in_an_hour_somebody_has_to_be_called(cast):
    what = known(cast, number="R-2")
    for _ in range(SEARCHES):
        seek(cast, what)
    with pytest.raises(consent.TooManySearches):
        seek(cast, what)
    assert seek(cast, known(cast), "theo").person == cast.maya
    assert seek(cast, known(cast), "noor", MINUTE + WITHIN).person == cast.maya
