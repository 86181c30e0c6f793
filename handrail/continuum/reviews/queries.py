"""What waits for a case review, and what became of the ones before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.continuum.reviews.models import CaseReview, ReviewPoint
from handrail.foundation.people.models import Person


def waiting_points(people: Any) -> Mapping[int, ReviewPoint]:
    """By person: what they want talked about and nobody has yet. Two queries."""
    newest = ReviewPoint.objects.filter(person__in=people).order_by("person", "-written_at", "-pk")
    rows = list(newest.distinct("person"))
    talked_about = set(CaseReview.objects.filter(point__in=rows).values_list("point", flat=True))
    return {row.person_id: row for row in rows if row.words and row.pk not in talked_about}


def waiting_point(person: Person) -> ReviewPoint | None:
    """That of one person."""
    return waiting_points([person.pk]).get(person.pk)
