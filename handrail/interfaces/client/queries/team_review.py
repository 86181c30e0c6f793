"""What my team talked about, in plain words: what goes well, what gets in the way, who does what by when."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.continuum.reviews.models import CaseReview, Decision
from handrail.continuum.reviews.queries import waiting_point
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.queries.plan import Line, line_of
from handrail.interfaces.client.wording import called, day_words, names

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Talked:
    """One review: the day, who was there, and what came of it."""

    review: CaseReview
    day: str
    there: str
    decided: list[Line]


def reviews_page(act: Act) -> list[Talked]:
    """The newest first; one that is still going on shows what was decided so far."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    rows = CaseReview.objects.visible_to(act).of(act.actor).newest_first().select_related("point")
    shown = list(rows.prefetch_related("present__who")[:SHOWN])
    decided: dict[int, list[Line]] = {}
    steps = Decision.objects.filter(review__in=shown).select_related("step__responsible").order_by("pk")
    for one in steps:
        decided.setdefault(one.review_id, []).append(line_of(one.step, today))
    return [
        Talked(one, day_words(one.day), _there(one, act), decided.get(one.pk, []))
        for one in shown
    ]  # fmt: skip


def point_words(act: Act) -> str:
    """What waits for the next one."""
    assert act.actor is not None
    there = waiting_point(act.actor)
    return there.words if there else ""


def _there(review: CaseReview, act: Act) -> str:
    workers = [one.who for one in review.present.all() if one.who != act.actor]
    return names([called(one.preferred_name) for one in workers])
