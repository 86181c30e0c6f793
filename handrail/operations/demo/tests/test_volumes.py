"""How much of everything there is: as demo.md has it for 600 people, seen in a tenth of them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Count, F, Q

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.consent.models import Grant
from handrail.foundation.measures.models import Assignment, CheckIn, Response
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Role
from handrail.operations.demo.names import GIVEN, SURNAMES
from handrail.operations.demo.organisation import parts_of
from handrail.operations.demo.staff import POSTS
from handrail.operations.demo.stories import STORIES

pytestmark = pytest.mark.django_db

#: Enough people for a share to be near what was asked for, few enough to be built in seconds.
WIDE = 0.16


def share(part, whole):
    return part.count() / whole.count()


def here(riverbend):
    return riverbend.clients.filter(pk__in=Enrolment.objects.filter(until_on=None).values("person"))


def test_600_people_have_45_staff_and_6000_have_ten_such_parts(sixty):
    assert sum(post.number for post in POSTS) == 45
    assert [part.people for part in parts_of(6_000)] == [600] * 10
    assert sum(part.people for part in parts_of(1_001)) == 1_001


def test_everybody_asked_for_is_here(sixty):
    assert here(sixty).count() == 60


def test_every_role_of_the_workforce_has_somebody_who_can_sign_in(sixty):
    with_account = Membership.objects.filter(person__in=Account.objects.values("person"))
    assert set(with_account.values_list("role", flat=True)) == set(Role.values)
    assert not Membership.objects.exclude(pk__in=with_account.values("pk")).exists()


def test_every_client_has_an_account(sixty):
    assert not here(sixty).exclude(pk__in=Account.objects.values("person")).exists()


def test_programmes_have_their_shares(sixty):
    counted = Counter(Enrolment.objects.filter(until_on=None).values_list("programme__name", flat=True))
    wanted = {"Outpatient": 28, "Intensive outpatient": 7, "Medication": 18, "Peer recovery": 22}
    for name, people in {**wanted, "Case management": 21}.items():
        assert people - 4 <= counted[name] <= people + 9
    assert counted["Crisis"] <= 6


def test_seven_in_ten_have_a_phone_that_works_and_one_in_eight_gets_no_texts(sixty):
    reached = ContactPoint.objects.filter(ended_at=None)
    phone = here(sixty).filter(pk__in=reached.filter(system="phone").values("person"))
    texts = here(sixty).filter(pk__in=ContactPoint.objects.filter(system="sms").values("person"))
    assert share(phone, here(sixty)) == pytest.approx(0.70, abs=WIDE)
    assert share(texts, here(sixty)) == pytest.approx(0.88, abs=WIDE / 2)


def test_people_check_in_on_half_of_their_days(sixty):
    weeks = CheckIn.objects.between(sixty.today - timedelta(days=28), sixty.today - timedelta(days=1))
    assert weeks.count() / 4 / 60 == pytest.approx(3.5, abs=0.7)


def test_use_is_told_in_a_few_check_ins_of_many_and_in_many_of_a_few(sixty):
    assert 0.012 < share(CheckIn.objects.filter(use="yes"), CheckIn.objects.all()) < 0.05
    told = CheckIn.objects.values("person").annotate(all=Count("pk"), used=Count("pk", filter=Q(use="yes")))
    shares = [one["used"] / one["all"] for one in told if one["all"] >= 60]
    assert min(shares) < 0.01 and 0.05 < max(shares) < 0.40


def test_three_in_five_scales_are_answered_within_the_week(sixty):
    asked = Assignment.objects.filter(due_on__lt=sixty.today)
    in_time = Response.objects.filter(assignment__in=asked, made_at__date__lte=F("assignment__due_on"))
    assert share(in_time, asked) == pytest.approx(0.60, abs=0.12)


def test_open_steps_are_few_for_each_and_some_are_late(sixty):
    steps = Step.objects.open()
    own = steps.filter(strand="self").count() / 60
    assert 1.5 <= own <= 3.2
    assert 1.8 <= steps.exclude(strand="self").count() / 60 <= 4.5
    assert 0.08 <= share(steps.overdue(sixty.today), steps) <= 0.25


def test_some_are_between_two_plans(sixty):
    with_step = here(sixty).filter(pk__in=Step.objects.open().values("plan__person"))
    assert 0.80 <= share(with_step, here(sixty)) < 1


def test_to_a_quarter_of_appointments_nobody_came(sixty):
    past = Appointment.objects.filter(ends_at__lte=sixty.now)
    assert not past.booked().exists()
    assert share(past.filter(status="did_not_come"), past) == pytest.approx(0.25, abs=0.06)
    week = past.between(sixty.now - timedelta(days=28), sixty.now).count() / 4
    assert week / 60 == pytest.approx(450 / 600, abs=0.2)


def test_each_worker_has_a_load_that_can_be_carried(sixty):
    loads = Counter(CareRelationship.objects.filter(until_at=None).values_list("worker", "role"))
    assert all(people <= 60 for people in loads.values())
    assert max(n for (_who, role), n in loads.items() if role == "case_manager") <= 33


def test_peers_read_check_ins_only_where_the_person_chose_it(sixty):
    with_peer = CareRelationship.objects.filter(role="peer_specialist", until_at=None)
    chose = {(one.person_id, one.reader_id) for one in Grant.objects.filter(until_at=None)}
    seen = {
        (care.person_id, care.worker_id): decide(sixty.act(care.worker), "checkins", care.person).allowed
        for care in with_peer.select_related("worker", "person")
    }
    assert {pair for pair, allowed in seen.items() if allowed} == set(seen) & chose
    assert 0.4 < len(set(seen) & chose) / len(seen) < 0.95


def test_names_belong_to_nobody(sixty):
    given = {name for names in GIVEN.values() for name in names}
    told = {story.name.legal for story in STORIES} | {post.cast.legal for post in POSTS if post.cast}
    for person in here(sixty).exclude(legal_name__in=told):
        first, last = person.legal_name.split(" ")
        assert first in given and last in SURNAMES


def test_telephone_numbers_are_those_kept_for_stories_and_addresses_those_kept_for_examples(sixty):
    for way in ContactPoint.objects.all():
        assert way.value.endswith("@example.org") if way.system == "email" else way.value[-7:-2] == "55501"
    for email in Account.objects.values_list("email", flat=True):
        assert email.endswith(("@example.org", ".example"))
