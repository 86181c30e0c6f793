"""An organisation begins with two people; they welcome Priya, who takes Maya in; nobody gives a role alone."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, FirstCode
from handrail.foundation.consent.evaluator import Refused, may, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme, Role
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome.actions import First, Taken
from handrail.foundation.welcome.models import AlreadyDecided, RoleRequest
from tests.offices import with_marit

PASSWORD = "marsh-lantern-quietly"
BEGUN = {
    "name": "Lakeview", "time_zone": "America/Chicago", "programme": "Outpatient",
    "administrator": First("Marit H.", "marit@example.org"), "officer": First("Elin V.", "elin@example.org"),
}  # fmt: skip


def any_password(password, account):
    """Every password will do here; which do is asked of the page."""


def roles(person, at):
    return {one.role for one in standings(Act(actor=person, at=at, via="test"))} - {"client"}


@pytest.fixture
def marit(cast):
    return with_marit(cast)


@pytest.fixture
def outpatient(cast):
    return Programme.objects.get(name="Outpatient")


def test_an_organisation_begins_once_with_two_people_who_each_hold_one_office(db):
    now = timezone.now()
    codes = welcome.begin(**BEGUN, act=Act(actor=None, at=now, via="command"))
    assert set(codes) == {"administrator", "privacy_officer"}
    marit, elin = (Person.objects.get(preferred_name=name) for name in ("Marit H.", "Elin V."))
    assert (roles(marit, now), roles(elin, now)) == ({"administrator"}, {"privacy_officer"})
    assert Programme.objects.get().is_covered
    with pytest.raises(welcome.AlreadyBegun):
        welcome.begin(**BEGUN, act=Act(actor=None, at=now, via="command"))
    with pytest.raises(Refused):
        welcome.begin(**BEGUN, act=Act(actor=marit, at=now, via="test"))
    assert Membership.objects.count() == 2


def test_a_first_code_opens_once_for_three_days_and_stands_nowhere(cast, marit):
    priti, code = welcome.welcome_worker(
        name="Priti L.", email="priti@riverbend.example", act=cast.act(marit)
    )
    assert re.fullmatch(r"([A-Z2-9]{4}-){2}[A-Z2-9]{4}", code)
    kept = FirstCode.objects.get()
    assert code.replace("-", "") not in str(vars(kept)) + str(list(Entry.objects.values()))
    given = {"allowed": any_password, "act": cast.act(None)}
    assert accounts.use_first_code("nobody@example.org", code, PASSWORD, **given) is None
    assert accounts.use_first_code("priti@riverbend.example", "AAAA-BBBB-CCCC", PASSWORD, **given) is None
    late = {"allowed": any_password, "act": cast.act(None, at=cast.now + FirstCode.LASTS)}
    assert accounts.use_first_code("priti@riverbend.example", code, PASSWORD, **late) is None
    opened = accounts.use_first_code(
        "Priti@riverbend.example", code.lower().replace("-", " "), PASSWORD, **given
    )
    assert opened is not None and opened.person == priti and opened.check_password(PASSWORD)
    assert accounts.use_first_code("priti@riverbend.example", code, "another-password-1", **given) is None
    with pytest.raises(accounts.HasAWayIn):
        welcome.hand_over_code(priti, act=cast.act(marit))


def test_five_wrong_codes_and_the_right_one_opens_no_more(cast, marit):
    _priti, code = welcome.welcome_worker(
        name="Priti L.", email="priti@riverbend.example", act=cast.act(marit)
    )
    given = {"allowed": any_password, "act": cast.act(None)}
    for _try in range(FirstCode.TRIES + 1):
        accounts.use_first_code("priti@riverbend.example", "AAAA-BBBB-CCCC", PASSWORD, **given)
    assert accounts.use_first_code("priti@riverbend.example", code, PASSWORD, **given) is None


def test_a_password_that_will_not_do_uses_nothing_up(cast, marit):
    _priti, code = welcome.welcome_worker(
        name="Priti L.", email="priti@riverbend.example", act=cast.act(marit)
    )

    def not_this(password, account):
        raise ValidationError("Too short.")

    with pytest.raises(ValidationError):
        accounts.use_first_code(
            "priti@riverbend.example", code, "short", allowed=not_this, act=cast.act(None)
        )
    opened = accounts.use_first_code(
        "priti@riverbend.example", code, PASSWORD, allowed=any_password, act=cast.act(None)
    )
    assert opened is not None


def test_a_role_that_sees_a_whole_programme_is_given_by_two(cast, marit, outpatient):
    asked = welcome.give_role(cast.priya, outpatient, Role.SUPERVISOR, act=cast.act(marit))
    assert isinstance(asked, RoleRequest) and roles(cast.priya, cast.now) == {"counselor"}
    assert welcome.give_role(cast.priya, outpatient, Role.SUPERVISOR, act=cast.act(marit)) == asked
    for nobody in (marit, cast.priya, cast.ravi, cast.theo):
        with pytest.raises(Refused):
            welcome.decide_role(asked, give=True, act=cast.act(nobody))
    welcome.decide_role(asked, give=True, act=cast.act(cast.elin))
    assert roles(cast.priya, cast.now) == {"counselor", "supervisor"}
    with pytest.raises(AlreadyDecided):
        welcome.decide_role(asked, give=False, act=cast.act(cast.elin))


def test_who_administers_accounts_sees_no_record_and_gives_themself_nothing(cast, marit, outpatient):
    for role in (Role.COUNSELOR, Role.SUPERVISOR, Role.PRIVACY_OFFICER):
        with pytest.raises(Refused):
            welcome.give_role(marit, outpatient, role, act=cast.act(marit))
    with pytest.raises(welcome.RolesClash):
        welcome.give_role(cast.priya, outpatient, Role.ADMINISTRATOR, act=cast.act(marit))
    with pytest.raises(welcome.LastOfThem):
        welcome.end_role(Membership.objects.get(person=cast.elin), act=cast.act(marit))
    for theirs in (cast.maya, cast.rosa):
        with pytest.raises(Refused):
            welcome.give_role(theirs, outpatient, Role.COUNSELOR, act=cast.act(marit))
    assert not may(cast.act(marit), "demographics", cast.maya)


def test_somebody_who_leaves_has_no_role_nobody_in_their_care_and_no_way_in(cast, marit):
    welcome.say_goodbye(cast.priya, act=cast.act(marit))
    assert roles(cast.priya, cast.now) == set()
    assert not CareRelationship.objects.at(cast.now).filter(worker=cast.priya).exists()
    assert Account.objects.get(person=cast.priya).closed_at is not None
    assert not may(cast.act(cast.priya), "checkins", cast.maya)


def test_priya_takes_somebody_in_and_cares_for_them_theo_sees_nobody_new(cast, outpatient):
    nia = welcome.take_in_person(
        Taken("Nia T.", email="nia@example.org"), outpatient, act=cast.act(cast.priya)
    )
    assert may(cast.act(cast.priya), "checkins", nia) and not may(cast.act(cast.theo), "checkins", nia)
    assert Account.objects.get(person=nia).has_usable_password() is False
    for nobody in (cast.theo, cast.sam, cast.noor, cast.elin, cast.maya, cast.rosa):
        with pytest.raises(Refused):
            welcome.take_in_person(Taken("Nobody"), outpatient, act=cast.act(nobody))
    with pytest.raises(welcome.AddressTaken):
        welcome.take_in_person(Taken("Two", email="NIA@example.org"), outpatient, act=cast.act(cast.priya))
    assert not Person.objects.filter(preferred_name__in=("Nobody", "Two")).exists()


def test_a_team_is_arranged_by_those_who_care_and_ends_with_the_last_programme(cast, outpatient):
    nia = welcome.take_in_person(Taken("Nia T."), outpatient, act=cast.act(cast.priya))
    for nobody in (cast.theo, cast.sam, cast.elin, nia):
        with pytest.raises(Refused):
            welcome.assign(cast.sam, nia, Role.PEER_SPECIALIST, act=cast.act(nobody))
    with pytest.raises(welcome.NotOfTheProgramme):
        welcome.assign(cast.theo, nia, Role.COUNSELOR, act=cast.act(cast.priya))
    caring = welcome.assign(cast.sam, nia, Role.PEER_SPECIALIST, act=cast.act(cast.ravi))
    assert may(cast.act(cast.sam), "care_plan", nia)
    welcome.unassign(caring, act=cast.act(cast.priya))
    assert not may(cast.act(cast.sam), "care_plan", nia)
    welcome.move_on(Enrolment.objects.get(person=nia), act=cast.act(cast.priya))
    assert not may(cast.act(cast.priya), "checkins", nia)
