"""What closes a record whatever opens it: a restriction, a conflict, a restricted record. Deny wins."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.foundation.consent.asker import EVERYTHING, THEMSELF, Asker
from handrail.foundation.consent.models import Conflict, RestrictedReader, RestrictedRecord, Restriction
from handrail.foundation.ledger.act import Act


def not_denied(act: Act, asker: Asker, resource: str) -> Q:
    """As a condition on people: nothing keeps this resource of theirs from this asker, in any role of theirs.

    Nobody opens their own record through a role (G02). Of the rest only what the asker's facts say could exist is
    asked, so that most pages pay nothing for it.
    """
    stays = ~Q(pk=act.actor.pk if act.actor else None)
    if asker.conflicts:
        stays &= Q(~Exists(Conflict.objects.at(act.at).filter(reader=act.actor, person=OuterRef("pk"))))
    if asker.closed:
        stays &= Q(~Exists(RestrictedRecord.objects.at(act.at).filter(person=OuterRef("pk")))) | listed(act)
    if asker.restricted & {resource, EVERYTHING}:
        stays &= Q(~Exists(restrictions_on(act, asker, resource).filter(person=OuterRef("pk"))))
    return stays


def listed(act: Act) -> Q:
    """The asker is on the list of this person's restricted record."""
    lists = RestrictedReader.objects.at(act.at).filter(reader=act.actor, record__until_at=None)
    return Q(Exists(lists.filter(record__person=OuterRef("pk"))))


def restrictions_on(act: Act, asker: Asker, resource: str) -> QuerySet[Restriction]:
    """What people keep from this asker of this resource, in any role of theirs."""
    roles = [standing.role for standing in asker.standings if standing != THEMSELF]
    recipients = [standing.recipient for standing in asker.standings if standing.recipient is not None]
    against = Q(role__in=roles) | Q(recipient__in=recipients)
    if act.actor is not None:
        against |= Q(reader=act.actor)
    what = Q(resources=[]) | Q(resources__contains=[resource])
    return Restriction.objects.at(act.at).filter(against, what)
