"""What a worker can do with a concern: say what it was."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from handrail.continuum.watch.events import ConcernSettled
from handrail.continuum.watch.memory import begin_again, learn_outcome
from handrail.continuum.watch.models import Concern, WatchState
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.teams.queries import local


@transaction.atomic
def settle(concern: Concern, *, outcome: Concern.Outcome, act: Act) -> Concern:
    """Close a concern with what it was; the engine learns from it (freeze, new normal, or quiet days)."""
    concern = Concern.objects.select_for_update(of=("self",)).select_related("person").get(pk=concern.pk)
    require(decide(act, "checkins", concern.person, "append"))
    if concern.closed_at is not None:
        return concern
    concern.closed_at, concern.closed_by, concern.outcome = act.at, act.actor, outcome
    concern.save(update_fields=["closed_at", "closed_by", "outcome"])
    learn_outcome(concern.person, outcome)
    announce(ConcernSettled(concern.pk, concern.person_id, outcome), act=act)
    return concern


@transaction.atomic
def take_in_history(people: Collection[int], *, act: Act) -> int:
    """Check-ins of the past came in for these people: those who are watched are remembered anew, nobody is told.

    Who is not watched yet needs nothing: their first check-in here begins with all of their past. Returns how many.
    """
    rows = WatchState.objects.select_for_update(of=("self",)).select_related("person")
    watched = rows.filter(person__in=people).order_by("person_id")
    for row in watched:
        begin_again(row, local(row.person, act.at).date())
    return len(watched)
