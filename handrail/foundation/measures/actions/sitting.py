"""A clinic tablet in somebody's hands: begun by a worker, ended by whoever gives it back."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.measures import policy
from handrail.foundation.measures.events import SittingBegun, SittingEnded
from handrail.foundation.measures.models import Sitting
from handrail.foundation.measures.queries import digest_of, open_and_answerable
from handrail.foundation.people.models import Person

#: A tablet that nobody gave back asks nothing any more after this.
SITTING_LASTS = timedelta(minutes=45)


class NothingAsked(ValueError):
    """There is no scale that waits for an answer of this person."""


@transaction.atomic
def begin_sitting(person: Person, *, act: Act) -> str:
    """Hand the tablet over; returns the word it holds, which is kept nowhere else."""
    require(policy.may_hand_over(act, person))
    assert act.actor is not None
    if not open_and_answerable(person):
        raise NothingAsked("Nothing is asked of them now. Ask for a scale first.")
    word = secrets.token_urlsafe(32)
    begun = Sitting.objects.create(
        person=person, worker=act.actor, digest=digest_of(word), begun_at=act.at, until_at=act.at + SITTING_LASTS
    )  # fmt: skip
    announce(SittingBegun(begun.pk, person.pk), act=act)
    return word


@transaction.atomic
def end_sitting(sitting: Sitting, *, act: Act) -> None:
    """It was given back. What was begun on it and not sent stays kept."""
    sitting = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if sitting.ended_at is None:
        sitting.ended_at = act.at
        sitting.save(update_fields=["ended_at"])
        announce(SittingEnded(sitting.pk, sitting.person_id), act=act)
