"""Somebody speaks with the person again; what nobody did goes to the next responsible human, never to nobody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from handrail.clinical.triage.follow_up import HANDED_ON_AFTER, NEXT_WITHIN, is_in_time
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.events import FollowUpDone, FollowUpHandedOn
from handrail.pillars.crisis.ladder import rungs_of
from handrail.pillars.crisis.models import FollowUp
from handrail.pillars.crisis.policy import may_answer

AT_ONCE = 100


@transaction.atomic
def finish_follow_up(
    follow_up: FollowUp, *, outcome: FollowUp.Outcome, act: Act, again_at: datetime | None = None
) -> FollowUp:
    """Say how it went. Not reached, it is tried again at `again_at`, by the same owner. Raises ValueError."""
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("alert__person", "owner")
    follow_up = found.get(pk=follow_up.pk)
    require(may_answer(act, follow_up.alert))
    if follow_up.done_at is not None:
        raise ValueError("It was already said how this went. Nothing was changed.")
    _finish(follow_up, outcome, act)
    if outcome == FollowUp.Outcome.TRIED:
        if again_at is None or not is_in_time(act.at, again_at):
            raise ValueError("Say when it is tried again: within two days. Nothing was changed.")
        _next(follow_up, follow_up.owner, again_at, act)
    return follow_up


def hand_on_missed_follow_ups(now: datetime) -> int:
    """Each that was missed by an hour goes to the next human who may open it; returns how many did."""
    act = Act(actor=None, at=now, via="clock")
    with transaction.atomic():
        late = FollowUp.objects.filter(done_at=None, due_at__lte=now - HANDED_ON_AFTER)
        found = late.select_for_update(skip_locked=True, of=("self",)).select_related(
            "alert__person", "owner"
        )
        missed = list(found.order_by("due_at")[:AT_ONCE])
        for follow_up in missed:
            _hand_on(follow_up, act)
    return len(missed)


def _hand_on(follow_up: FollowUp, act: Act) -> None:
    rungs = rungs_of(follow_up.alert, act)
    in_turn = [*rungs.supervisors, *rungs.on_call, *rungs.everyone]
    had = set(FollowUp.objects.filter(alert=follow_up.alert).values_list("owner", flat=True))
    # All had it once: then the first of them again.
    owner = next((one for one in in_turn if one.pk not in had), (in_turn or [follow_up.owner])[0])
    _finish(follow_up, FollowUp.Outcome.MISSED, act)
    _next(follow_up, owner, act.at + NEXT_WITHIN, act)
    announce(FollowUpHandedOn(follow_up.pk, follow_up.alert.person_id, owner=owner.pk), act=act)


def _finish(follow_up: FollowUp, outcome: FollowUp.Outcome, act: Act) -> None:
    follow_up.done_at, follow_up.done_by, follow_up.outcome = act.at, act.actor, outcome
    follow_up.save(update_fields=["done_at", "done_by", "outcome"])
    announce(FollowUpDone(follow_up.pk, follow_up.alert.person_id, outcome), act=act)


def _next(before: FollowUp, owner: Person, due_at: datetime, act: Act) -> FollowUp:
    return FollowUp.objects.create(alert=before.alert, owner=owner, due_at=due_at, made_at=act.at)
