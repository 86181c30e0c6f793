"""The rules of the access matrix, each as the people it opens. A rule not written here opens nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import CareRelationship, Enrolment


@dataclass(frozen=True, slots=True)
class Standing:
    """In which role, and in which programme (None for the person themself), somebody asks."""

    role: str
    programme: int | None


def own(act: Act, standing: Standing, resource: str) -> Q:
    """The person the record is about."""
    return Q(pk=act.actor.pk) if act.actor and standing.role == "client" else Q(pk__in=())


def assigned(act: Act, standing: Standing, resource: str) -> Q:
    """An open care relationship in this role, with a client of the programme where the role is held."""
    caring = CareRelationship.objects.at(act.at).filter(worker=act.actor, role=standing.role)
    return Q(pk__in=caring.values("person")) & programme(act, standing, resource)


def programme(act: Act, standing: Standing, resource: str) -> Q:
    """A client with an active enrolment in the programme where the role is held; never oneself (G02)."""
    enrolled = Enrolment.objects.on(act.at.date()).filter(programme=standing.programme)
    return Q(pk__in=enrolled.values("person")) & ~Q(pk=act.actor.pk if act.actor else None)


def granted(act: Act, standing: Standing, resource: str) -> Q:
    """What the person chose to share with this reader, who still cares for them."""
    grants = Grant.objects.at(act.at).filter(reader=act.actor, resource=resource)
    return Q(pk__in=grants.values("person")) & assigned(act, standing, resource)


Rule = Callable[[Act, Standing, str], Q]

#: Rules that answer by person. The others of the matrix (author, participant, episode, desk, referral, case …)
#: need facts that other parts hold; until such a part asks with them, they open nobody.
RULES: dict[str, Rule] = {"own": own, "assigned": assigned, "programme": programme, "granted": granted}

#: The rules that look at the resource itself; the others open all or nothing of a record.
BY_RESOURCE = {"granted"}
