"""Who works as a peer, who supervises them, and who may be chosen."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.evaluator import standings
from handrail.foundation.consent.models import Conflict
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Membership, Role


def works_as_peer(act: Act) -> bool:
    """Whether the actor is a peer specialist today."""
    return any(standing.role == Role.PEER_SPECIALIST for standing in standings(act))


def supervised_programmes(act: Act) -> list[int]:
    """The programmes in which the actor supervises today."""
    found = [one.programme for one in standings(act) if one.role == Role.SUPERVISOR]
    return [programme for programme in found if programme is not None]


def peers_supervised(act: Act) -> list[Person]:
    """The peers of those programmes, by name."""
    held = Membership.objects.on(act.at.date()).filter(
        role=Role.PEER_SPECIALIST, programme__in=supervised_programmes(act)
    )
    theirs = Person.objects.filter(pk__in=held.values("person"))
    return list(theirs.exclude(pk=act.actor.pk if act.actor else 0).order_by("preferred_name", "pk"))


def may_supervise(act: Act, peer: Person) -> bool:
    """A supervisor of a programme in which the peer works."""
    return any(one.pk == peer.pk for one in peers_supervised(act))


def peers_for(person: Person, act: Act) -> Q:
    """The peers of the person's own programmes, but none who knows them from elsewhere."""
    day = act.at.date()
    programmes = Enrolment.objects.on(day).filter(person=person).values("programme")
    held = Membership.objects.on(day).filter(role=Role.PEER_SPECIALIST, programme__in=programmes)
    tied = Conflict.objects.filter(Q(until_at=None) | Q(until_at__gt=act.at), person=person)
    return Q(pk__in=held.values("person")) & ~Q(pk__in=tied.values("reader")) & ~Q(pk=person.pk)
