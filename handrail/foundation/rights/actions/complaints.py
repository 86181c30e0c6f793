"""Complaints: anybody makes one, the privacy officer answers (42 CFR 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.rights import policy
from handrail.foundation.rights.events import ComplaintAnswered, ComplaintMade
from handrail.foundation.rights.models import Complaint
from handrail.foundation.rights.numbers import new_number
from handrail.foundation.teams.queries import organisation, zone

#: In which somebody who complains gets an answer. The law names no day; our own rule.
ANSWERED_WITHIN = timedelta(days=30)


class AlreadyAnswered(ValueError):
    """Somebody answered it first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody writes, and how they want to be reached, if at all."""

    words: str
    name: str = ""
    contact: str = ""


@transaction.atomic
def make_complaint(told: Told, *, key: UUID, language: str, act: Act) -> Complaint:
    """Keep it, once per `key`. Nobody needs to be signed in, and whoever is, is not written down."""
    today = act.at.astimezone(zone(organisation().time_zone)).date()
    made, new = Complaint.objects.get_or_create(
        key=key,
        defaults={
            "number": new_number(), "words": told.words, "name": told.name, "contact": told.contact,
            "language": language, "made_at": act.at, "answer_by": today + ANSWERED_WITHIN,
        },
    )  # fmt: skip
    if new:
        announce(ComplaintMade(made.pk, None), act=Act(actor=None, at=act.at, via=act.via))
    return made


@transaction.atomic
def answer_complaint(complaint: Complaint, *, answer: str, act: Act) -> Complaint:
    """The privacy officer answers, once. Whoever has the number reads it."""
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    require(policy.may_answer_complaints(act))
    if complaint.answered_at is not None:
        raise AlreadyAnswered("It was answered already.")
    complaint.answer, complaint.answered_at, complaint.answered_by = answer, act.at, act.actor
    complaint.save(update_fields=["answer", "answered_at", "answered_by"])
    announce(ComplaintAnswered(complaint.pk, None), act=act)
    return complaint
