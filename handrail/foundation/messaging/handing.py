"""Who reads what is written to one worker: values in, a worker out; and the values of one conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import Away, Conversation, HandOver, Message
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Membership, Role
from handrail.foundation.teams.queries import team_of


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody who cares for the person. `here`: not away; `may`: they work here, and may take part in messages."""

    worker: int
    role: str
    here: bool
    may: bool


def reader_for(owner: int, role: str, cover: int | None, carers: Sequence[Carer]) -> int | None:
    """Who reads: the owner; else whoever covers for them; else of the same role; else the first of the team.

    Somebody who is away reads only where everybody is. None when nobody may.
    """
    able = [one for one in carers if one.may]
    near = [one for one in able if one.here] or able
    known = {one.worker for one in near}
    wanted = [owner, *([cover] if cover is not None else [])]
    wanted += [one.worker for one in near if one.role == role]
    wanted += [one.worker for one in near]
    return next((one for one in wanted if one in known), None)


def who_reads(person: Person, owner: Person, act: Act) -> int | None:
    """The key of whoever reads what this person writes to `owner`, by the team as it is at that moment."""
    team = team_of(person, act.at)
    workers = {care.worker_id: care.worker for care in team}
    works = set(Membership.objects.at(act.at).filter(person__in=workers).values_list("person", flat=True))
    away = {
        one.worker_id: one.cover_id for one in Away.objects.at(act.at).filter(worker__in={*workers, owner.pk})
    }
    may = {key for key, one in workers.items() if key in works and _may(one, person, act)}
    carers = [
        Carer(care.worker_id, care.role, care.worker_id not in away, care.worker_id in may) for care in team
    ]
    return reader_for(owner.pk, _role_of(person, owner), away.get(owner.pk), carers)


def _may(worker: Person, person: Person, act: Act) -> bool:
    theirs = Act(actor=worker, at=act.at, via=act.via)
    about = About(participants=frozenset({person.pk, worker.pk}))
    return decide(theirs, "messages", person, "write", about).allowed


def _role_of(person: Person, worker: Person) -> str:
    """In which role they care, or last cared, for this person."""
    found = CareRelationship.objects.filter(person=person, worker=worker).order_by("-from_at", "-pk").first()
    return found.role if found else Role.COUNSELOR


def out_of_hand(act: Act) -> QuerySet[Conversation]:
    """Those with one worker where whoever should read cannot, or the worker is back; and somebody is on the team."""
    team = CareRelationship.objects.at(act.at).filter(person=OuterRef("person"))
    gone = ~Exists(team.filter(worker=OuterRef("worker"))) | ~Exists(_works(act))
    covering = CareRelationship.objects.at(act.at).filter(
        person=OuterRef(OuterRef("person")), worker=OuterRef("cover")
    )
    away = _away(act)
    uncovered = Exists(away.filter(~Exists(covering)))
    handed = HandOver.objects.filter(conversation=OuterRef("pk"), ended_at=None)
    caring = CareRelationship.objects.at(act.at).filter(
        person=OuterRef("conversation__person"), worker=OuterRef("worker")
    )
    kept = Exists(handed.filter(Exists(caring), Exists(_works(act)), ~Exists(_away(act))))
    back = ~gone & ~Exists(away) & Exists(handed)
    return Conversation.objects.filter(
        Exists(team), ((gone | uncovered) & ~kept) | back, worker__isnull=False
    )


def with_nobody(act: Act) -> QuerySet[Conversation]:
    """Those in which somebody wrote, and nobody who works here cares for the person now: nobody is left to answer."""
    team = CareRelationship.objects.at(act.at).filter(person=OuterRef("person"))
    written = Message.objects.filter(conversation=OuterRef("pk"))
    return Conversation.objects.filter(~Exists(team.filter(Exists(_works(act)))), Exists(written))


def _works(act: Act) -> QuerySet[Membership]:
    return Membership.objects.at(act.at).filter(person=OuterRef("worker"))


def _away(act: Act) -> QuerySet[Away]:
    return Away.objects.at(act.at).filter(worker=OuterRef("worker"))
