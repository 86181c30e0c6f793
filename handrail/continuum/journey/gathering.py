"""The rows that the entries of one page are about, fetched together: at most one query a noun, however many entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Model, OuterRef, QuerySet, Subquery

from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.hints.models import Hint
from handrail.continuum.journey.kinds import kind_of
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.continuum.reviews.models import CaseReview
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.models import Recipient
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Allergy, Person
from handrail.foundation.plans.models import Barrier, Goal, PlanReview, Step
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.scheduling.models import Appointment, Attendance, Seat
from handrail.foundation.teams.models import Programme
from handrail.pillars.case_management.models import Medicine, Referral


def gather(entries: Iterable[Entry], person: Person) -> Mapping[type[Model], Mapping[int, Model]]:
    """Every row the entries name, by model and key. A row of somebody else's record is never among them."""
    named = _named(entries)
    sources = _sources(person)
    return {model: sources[model].in_bulk(keys) for model, keys in named.items() if keys}


def _named(entries: Iterable[Entry]) -> dict[type[Model], set[int]]:
    named: dict[type[Model], set[int]] = defaultdict(set)
    for entry in entries:
        kind = kind_of(entry.kind)
        if kind.about is not None and entry.subject is not None:
            named[kind.about].add(entry.subject)
        for fact, model in kind.also.items():
            if isinstance(key := entry.facts.get(fact), int):
                named[model].add(key)
    return named


def _sources(person: Person) -> dict[type[Model], QuerySet[Model]]:
    return {
        CheckIn: CheckIn.objects.of(person),
        Response: Response.objects.filter(person=person).annotate(previous=_earlier_total()),
        Goal: Goal.objects.filter(plan__person=person),
        Step: Step.objects.of(person).select_related("responsible"),
        Referral: Referral.objects.filter(person=person).select_related("service__provider"),
        Medicine: Medicine.objects.of(person),
        Allergy: Allergy.objects.filter(person=person),
        Barrier: Barrier.objects.filter(step__plan__person=person),
        PlanReview: PlanReview.objects.filter(plan__person=person),
        Practice: Practice.objects.of(person),
        PracticeLog: PracticeLog.objects.of(person),
        Appointment: Appointment.objects.of(person).select_related("worker", "person"),
        Attendance: Attendance.objects.of(person).select_related("occasion__gathering", "person"),
        Seat: Seat.objects.filter(person=person).select_related("gathering"),
        Finding: Finding.objects.filter(person=person),
        Adjustment: Adjustment.objects.of(person)
        .select_related(
            "appointment__worker", "appointment__person", "practice", "schedule", "check_in_days", "level"
        )
        .prefetch_related("steps__responsible"),
        CaseReview: CaseReview.objects.of(person),
        Hint: Hint.objects.filter(person=person),
        CoordinatedResponse: CoordinatedResponse.objects.filter(person=person).select_related("finding"),
        Proposal: Proposal.objects.filter(response__person=person).select_related("step"),
        Person: Person.objects.all(),
        Programme: Programme.objects.all(),
        Recipient: Recipient.objects.all(),
    }


def _earlier_total() -> Subquery:
    same = Response.objects.filter(person=OuterRef("person"), instrument=OuterRef("instrument"))
    earlier = same.filter(made_at__lt=OuterRef("made_at"), total__isnull=False).order_by("-made_at", "-pk")
    return Subquery(earlier.values("total")[:1])
