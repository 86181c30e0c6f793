"""The rows hold together: nothing lies ahead, all is told in order, and the database refuses what cannot be."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from psycopg.errors import CheckViolation, UniqueViolation

from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.ledger.models import Delivery, Entry, Viewing
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.operations.demo.copying import Book
from handrail.operations.demo.journal import VIA

pytestmark = pytest.mark.django_db


def test_nothing_that_happened_lies_ahead(riverbend):
    now = riverbend.now
    assert not CheckIn.objects.filter(Q(made_at__gt=now) | Q(day__gt=riverbend.today)).exists()
    assert not Response.objects.filter(made_at__gt=now).exists()
    assert not Entry.objects.filter(at__gt=now).exists()
    assert not Viewing.objects.filter(at__gt=now).exists()
    assert not Step.objects.filter(Q(made_at__gt=now) | Q(ended_at__gt=now)).exists()
    assert not Finding.objects.filter(found_at__gt=now).exists()
    assert (
        not Appointment.objects.exclude(status__in=["booked", "cancelled"]).filter(ends_at__gt=now).exists()
    )


def test_one_persons_entries_are_told_in_the_order_in_which_they_happened(riverbend):
    told = defaultdict(list)
    for person, at in Entry.objects.filter(via=VIA).order_by("pk").values_list("person", "at"):
        told[person].append(at)
    assert len(told) > 20
    assert all(moments == sorted(moments) for person, moments in told.items() if person is not None)


def test_every_check_in_appointment_and_step_stands_in_the_ledger_once(riverbend):
    for kind, rows in {
        "measures.check_in.recorded": CheckIn.objects.all(),
        "measures.response.scored": Response.objects.all(),
        "scheduling.appointment.booked": Appointment.objects.all(),
        "plans.step.added": Step.objects.all(),
        "watch.support.offered": Finding.objects.filter(concern=None),
    }.items():
        subjects = list(Entry.objects.filter(kind=kind).values_list("subject", flat=True))
        assert sorted(subjects) == sorted(rows.values_list("pk", flat=True)), kind


def test_every_concern_that_closed_says_so_in_the_ledger_and_who_closed_it(riverbend):
    closed = Concern.objects.exclude(closed_at=None)
    told = Entry.objects.filter(kind="watch.concern.settled").values_list("subject", "at", "actor")
    assert sorted(told) == sorted(closed.values_list("pk", "closed_at", "closed_by"))


def test_a_person_has_one_open_concern_and_findings_in_it_that_came_while_it_was_open(riverbend):
    most = Concern.objects.open().values("person").annotate(open=Count("pk"))
    assert all(one["open"] == 1 for one in most)
    assert not Finding.objects.filter(found_at__lt=F("concern__opened_at")).exists()
    assert not Finding.objects.filter(found_at__gt=F("concern__closed_at")).exists()


def test_what_was_accepted_stands_in_the_plan_with_whoever_said_yes(riverbend):
    accepted = Proposal.objects.filter(status__in=["accepted", "changed"])
    assert accepted.exists()
    assert not accepted.exclude(step__responsible=F("answered_by")).exists()
    assert not Ask.objects.open().exclude(proposal__status="waiting").exists()
    assert not Proposal.objects.waiting().exclude(asks__ended_at=None).exists()


def test_the_watch_has_closed_yesterday_for_everybody_who_is_here(riverbend):
    behind = WatchState.objects.filter(person__in=riverbend.clients, through_day__lt=riverbend.today)
    enrolled = behind.filter(
        person__in=riverbend.clients.filter(pk__in=Step.objects.open().values("plan__person"))
    )
    assert {(riverbend.today - row.through_day).days for row in enrolled} == {1}


def test_nothing_is_owed_when_the_demo_is_there(riverbend):
    assert Delivery.objects.exists()
    assert not Delivery.objects.owed().exists()


def test_keys_go_on_where_the_demo_stopped(riverbend):
    maya = riverbend.of("maya")
    highest = Step.objects.order_by("-pk").first().pk
    plan = riverbend.steps(maya).first().plan
    made = Step.objects.create(plan=plan, title="Walk", responsible=maya, made_at=riverbend.now)
    assert made.pk > highest


STEP = ["id", "plan_id", "title", "strand", "responsible_id", "partner", "made_at"]


@pytest.mark.parametrize(("responsible", "partner"), [(None, ""), ("maya", "Harbor House")])
def test_a_copied_step_has_one_responsible_party_too(riverbend, responsible, partner):
    maya = riverbend.of("maya")
    book, who = Book([(Step, STEP)]), maya.pk if responsible else None
    plan = riverbend.steps(maya).first().plan_id
    book.add(Step, book.key(Step), plan, "Walk", "self", who, partner, riverbend.now)
    with (
        pytest.raises(CheckViolation, match="a_step_has_exactly_one_responsible_party"),
        transaction.atomic(),
    ):
        book.send()


def test_a_copied_concern_is_not_the_second_one_open(riverbend):
    maya = riverbend.of("maya")
    book = Book([(Concern, ["id", "person_id", "opened_at"])])
    book.add(Concern, book.key(Concern), maya.pk, riverbend.now)
    with pytest.raises(UniqueViolation, match="one_open_concern_per_person"), transaction.atomic():
        book.send()
