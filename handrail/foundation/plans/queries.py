"""Which plans are to be looked at again, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from handrail.clinical.levels_of_care.levels import review_due
from handrail.foundation.plans.models import LevelOfCare, Plan, PlanReview, ReviewRhythm
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local


@dataclass(frozen=True, slots=True)
class Due:
    """One plan, and when it is due; None where nobody set anything. `last` is when it was looked at, `level` theirs."""

    plan: Plan
    due: date | None
    last: date | None
    level: str


def reviews_of(people: Any, now: datetime) -> list[Due]:
    """The plans of these people, the soonest first; those that are due on no day come last. Two queries at most.

    Of the programmes somebody is enrolled in, the shortest rhythm of their level counts. A plan that was never looked at
    again counts from the day it was opened.
    """
    plans = Plan.objects.filter(person__in=people).select_related("person")
    levels = LevelOfCare.objects.filter(person=OuterRef("person")).newest_first().values("level")[:1]
    looked = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_at").values("reviewed_at")[:1]
    enrolled = Enrolment.objects.at(now).filter(person=OuterRef(OuterRef("person")))
    rhythms = ReviewRhythm.objects.open().filter(
        level=OuterRef("level"), programme__in=enrolled.values("programme")
    )
    no_level = Value(ReviewRhythm.NO_LEVEL)
    rows = plans.annotate(level=Coalesce(Subquery(levels), no_level), looked=Subquery(looked)).annotate(
        days=Subquery(rhythms.order_by("days").values("days")[:1])
    )
    return sorted((_due(row) for row in rows), key=lambda one: (one.due or date.max, one.plan.pk))


def _due(row: Any) -> Due:
    last = local(row.person, row.looked).date() if row.looked else None
    first = local(row.person, row.opened_at).date()
    return Due(row, review_due(last or first, row.days, row.review_on), last, row.level)
