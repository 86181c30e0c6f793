"""Who may see answers where the person chooses it each time they answer (session feedback)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from handrail.clinical.instruments.scale import Instrument
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Enrolment, Role

TEAM, SUPERVISOR, NOBODY = "team", "supervisor", "nobody"


def audience_of(scale: Instrument, answers: Mapping[str, Any]) -> str:
    """Whom the answers are for: the team, unless it is the person's to choose; then nobody until they do."""
    if scale.audience is None:
        return TEAM
    return str(answers.get(scale.audience.id, NOBODY))


def seen_by(act: Act) -> Q:
    """The answers that the actor is meant to see, beside what the access rules open: their own always."""
    supervised = {one.programme for one in standings(act) if one.role == Role.SUPERVISOR}
    meant = Q(audience=TEAM) | Q(person=act.actor)
    if supervised:
        theirs = Enrolment.objects.at(act.at).filter(programme__in=supervised - {None})
        meant |= Q(audience=SUPERVISOR, person__in=theirs.values("person"))
    return meant
