"""Who may what with a complaint, and with an amendment."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.evaluator import keys_for, may
from handrail.foundation.consent.offices import keeps_privacy, may_decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Amendment


def may_answer_complaints(act: Act) -> bool:
    """The privacy officer. Making one is open to anybody."""
    return keeps_privacy(act)


def may_decide_amendment(act: Act, asked: Amendment) -> bool:
    """The privacy officer, or whoever may write in that cell of this record; never the person."""
    if act.actor is None or act.actor.pk == asked.person_id:
        return False
    return may_decide(act, asked.person, "consents") or may(act, asked.resource, asked.person, "write")


def amendments_to_decide(act: Act, resources: list[str]) -> Q:
    """The same for many: which requests, of these cells, exist for the actor."""
    opened = Q(pk__in=())
    if act.actor is None:
        return opened
    if keeps_privacy(act):
        opened |= Q(person__in=keys_for(act, "consents", "write"))
    for resource in resources:
        opened |= Q(resource=resource, person__in=keys_for(act, resource, "write"))
    return opened & ~Q(person=act.actor)
