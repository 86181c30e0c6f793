"""Everything that can happen in a case review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.continuum.reviews import policy
from handrail.continuum.reviews.events import CaseReviewClosed, DecisionNoted, ReviewPointWritten
from handrail.continuum.reviews.models import CaseReview, Decision, Presence, ReviewPoint
from handrail.continuum.reviews.queries import waiting_point
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.teams.queries import organisation_day


class AlreadyClosed(ValueError):
    """Somebody wrote other minutes of this review before."""


class NothingSaid(ValueError):
    """Neither a word nor a decision."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said, and who was there. `next_on` counts where the person was there."""

    working: str = ""
    in_the_way: str = ""
    present: Sequence[Person] = ()
    next_on: date | None = None


@transaction.atomic
def write_point(person: Person, *, words: str, act: Act) -> ReviewPoint | None:
    """What they want talked about, instead of what they wrote before; no words take it back. None: there was nothing."""
    person = hold(person)
    require(policy.may_write_point(act, person))
    there = waiting_point(person)
    if (there.words if there else "") == words:
        return there
    point = ReviewPoint.objects.create(person=person, words=words, written_at=act.at)
    announce(ReviewPointWritten(point.pk, person.pk), act=act)
    return point


@transaction.atomic
def note_decision(person: Person, *, key: UUID, step: dict[str, Any], act: Act) -> Decision:
    """A decision and its step (`plans.add_step`), both or neither; once per `key`."""
    person = hold(person)
    require(policy.may_hold(act, person))
    there = Decision.objects.filter(review__person=person, key=key).first()
    if there is not None:
        return there
    review, made = _of_today(person, act), plans.add_step(person, act=act, **step)
    assert act.actor is not None
    decision = Decision.objects.create(review=review, step=made, key=key, noted_by=act.actor, noted_at=act.at)
    announce(DecisionNoted(decision.pk, person.pk, review.pk), act=act)
    return decision


@transaction.atomic
def close(person: Person, *, minutes: Minutes, point: ReviewPoint | None = None, act: Act) -> CaseReview:
    """Write down what was said today. `point` is what the person had written, as it was read.

    Raises NothingSaid; AlreadyClosed when other minutes of today stand there. The same ones again change nothing.
    """
    person = hold(person)
    require(policy.may_hold(act, person))
    review = _of_today(person, act)
    if review.closed_at is not None:
        return _same(review, minutes)
    if not (minutes.working or minutes.in_the_way or review.decisions.exists()):
        raise NothingSaid(_("Write a line, or note a decision first."))
    review.working, review.in_the_way = minutes.working, minutes.in_the_way
    review.closed_by, review.closed_at = act.actor, act.at
    review.point = point if point is not None and point.person_id == person.pk else None
    review.save(update_fields=["working", "in_the_way", "closed_by", "closed_at", "point"])
    Presence.objects.bulk_create(Presence(review=review, who=who) for who in minutes.present)
    if person in minutes.present:
        plans.review(person, next_on=minutes.next_on, act=act)
    announce(CaseReviewClosed(review.pk, person.pk), act=act)
    return review


def _same(review: CaseReview, minutes: Minutes) -> CaseReview:
    if (review.working, review.in_the_way) != (minutes.working, minutes.in_the_way):
        raise AlreadyClosed(
            _(
                "Somebody closed this review meanwhile. What you wrote is still here; it can be noted as a decision."
            )
        )
    return review


def _of_today(person: Person, act: Act) -> CaseReview:
    """The review of today, begun with the first thing that is noted."""
    assert act.actor is not None
    begun = {"begun_by": act.actor, "begun_at": act.at}
    review, _new = CaseReview.objects.get_or_create(
        person=person, day=organisation_day(act.at), defaults=begun
    )
    return review
