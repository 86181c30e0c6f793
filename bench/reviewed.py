"""Runs inside Django: one worker with forty people in their care, plans that are due, gaps, and points for the review."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from bench.people import fill, night
from bench.signed_in import visitor
from bench.visitor import Visitor
from handrail.continuum.reviews.models import CaseReview
from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Plan, Step
from handrail.foundation.teams.models import CareRelationship

#: Of a hundred people the last one works here (`bench.people`).
ALL = 100


def team(people: int) -> tuple[Visitor, list[int]]:
    """The worker's session, and whom they care for: half with a plan that is due, a third talked about before."""
    fill(ALL)
    for step in Step.objects.all():
        # Written by SQL they have no words; a turn reads them.
        step.title = "Call the office"
        step.save(update_fields=["title"])
    worker, now = Person.objects.get(pk=ALL), timezone.now()
    kept = list(CareRelationship.objects.filter(worker=worker).order_by("pk").values_list("pk", flat=True))
    CareRelationship.objects.filter(pk__in=kept[people:]).delete()
    whose = list(CareRelationship.objects.order_by("pk").values_list("person", flat=True))
    Plan.objects.filter(person__in=whose[::2]).update(review_on=(now - timedelta(days=1)).date())
    for person in whose[::3]:
        CaseReview.objects.create(
            person_id=person, day=(now - timedelta(days=20)).date(), begun_by=worker, begun_at=now,
            closed_by=worker, closed_at=now, working="Work.",
        )  # fmt: skip
    night()
    account = Account.objects.create(person=worker, email="many@riverbend.example", made_at=now)
    return visitor(account), whose
