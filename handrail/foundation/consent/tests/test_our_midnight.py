"""Roles and enrolments begin and end at midnight where the organisation is: eight in the evening there is the next
day in Greenwich already, and the morning of it in Auckland."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from handrail.foundation.consent.evaluator import people_for, standings
from handrail.foundation.consent.models import Recipient, RecipientMember
from handrail.foundation.consent.models.consents import CONFIRMED_FOR
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Enrolment, Membership, Organisation, Programme, Role
from handrail.foundation.teams.queries import roles_of, supervisors_of, workers_at

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
#: Eight in the evening of the 18th in New York is one in the morning of the 19th in Greenwich.
EVENING = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 19, 5, 0, tzinfo=UTC)
LAST, NEXT = date(2026, 11, 18), date(2026, 11, 19)


def sees_maya(cast, who, at) -> bool:
    return people_for(cast.act(who, at), "checkins").filter(pk=cast.maya.pk).exists()


def test_whoever_leaves_on_the_19th_sees_maya_until_the_18th_is_over_in_new_york(cast):
    house = Recipient.objects.create(kind=Recipient.Kind.ORGANISATION, name="Harbor House")
    hana = RecipientMember.objects.create(
        person=cast.rosa, recipient=house, from_on=LAST, until_on=NEXT, confirmed_on=LAST
    )
    Membership.objects.filter(person=cast.ravi).update(until_on=NEXT)
    for at, held in ((EVENING, True), (MIDNIGHT - MINUTE, True), (MIDNIGHT, False)):
        assert bool(roles_of(cast.ravi, at)) is sees_maya(cast, cast.ravi, at) is held
        assert (cast.ravi in supervisors_of(cast.maya, at)) is (cast.ravi in workers_at(at)) is held
        assert RecipientMember.objects.at(at).exists() is held
        assert any(one.recipient for one in standings(cast.act(cast.rosa, at))) is held
    hana.until_on, hana.confirmed_on = None, NEXT - CONFIRMED_FOR
    hana.save()
    for at, held in ((EVENING, True), (MIDNIGHT - MINUTE, True), (MIDNIGHT, False)):
        assert RecipientMember.objects.at(at).exists() is held
        assert any(one.recipient for one in standings(cast.act(cast.rosa, at))) is held


def test_maya_leaves_on_the_19th_and_the_team_that_cares_for_her_has_the_evening_of_the_18th(cast):
    Enrolment.objects.filter(person=cast.maya).update(until_on=NEXT)
    for at, held in ((EVENING, True), (MIDNIGHT - MINUTE, True), (MIDNIGHT, False)):
        assert Enrolment.objects.at(at).filter(person=cast.maya).exists() is held
        assert sees_maya(cast, cast.priya, at) is sees_maya(cast, cast.ravi, at) is held
        assert not sees_maya(cast, cast.theo, at)
    Organisation.objects.update(time_zone="Pacific/Auckland")
    assert not Enrolment.objects.at(EVENING).filter(person=cast.maya).exists()
    assert not sees_maya(cast, cast.ravi, EVENING)


def test_what_begins_in_the_evening_begins_that_day_and_what_ends_is_over_at_once(cast):
    act = cast.act(None, EVENING)
    evening = Programme.objects.create(name="Evening")
    role = teams.join(cast.theo, evening, Role.SUPERVISOR, act=act)
    stay = teams.enrol(cast.maya, evening, act=act)
    assert role.from_on == stay.from_on == LAST and sees_maya(cast, cast.theo, EVENING)
    ended = teams.end_membership(role, act=cast.act(None, EVENING + MINUTE))
    assert ended.until_on == LAST and not sees_maya(cast, cast.theo, EVENING + MINUTE)
    assert teams.end_enrolment(stay, act=cast.act(None, EVENING + DAY)).until_on == NEXT


def test_the_day_is_found_within_the_statement_that_asks(cast, django_assert_num_queries):
    act = cast.act(cast.ravi, EVENING)
    with django_assert_num_queries(2):  # who asks, and what they asked
        people_for(act, "checkins").exists()
    with django_assert_num_queries(1):
        Enrolment.objects.at(EVENING).exists()
