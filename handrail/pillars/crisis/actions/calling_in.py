"""Calling somebody in: a supervisor beside whoever has it, or somebody who takes over. Nothing is dropped in between."""

from __future__ import annotations

from django.db import transaction

from handrail.clinical.triage.escalation import held_until
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.beats import held_now, let_go, locked, require_held, rest, write_line
from handrail.pillars.crisis.events import AlertAcknowledged, CallInEnded, SomebodyCalledIn
from handrail.pillars.crisis.models import Alert, CallIn, Holding, LogEntry
from handrail.pillars.crisis.policy import may_be_called


@transaction.atomic
def call_in(alert: Alert, *, kind: CallIn.Kind, act: Act, to: Person | None = None) -> CallIn:
    """Ask somebody to come: `to` first, else the supervisors; called at once, and again until somebody came.

    Raises NotYours, ValueError.
    """
    alert = locked(alert, act)
    require_held(alert, act)
    assert act.actor is not None
    if alert.call_ins.filter(ended_at=None).exists():
        raise ValueError("Somebody is being called already. Nothing was changed.")
    if to == act.actor or (to is not None and not may_be_called(to, alert, act)):
        raise ValueError("They cannot open this. Name somebody else. Nothing was changed.")
    made = CallIn.objects.create(alert=alert, kind=kind, to=to, called_by=act.actor, at=act.at)
    alert.due_at = act.at
    alert.save(update_fields=["due_at"])
    write_line(alert, LogEntry.Kind.CALLED_IN, act, to.preferred_name if to else str(made.get_kind_display()))
    announce(SomebodyCalledIn(made.pk, alert.person_id, alert.pk, kind), act=act)
    return made


@transaction.atomic
def come(alert: Alert, *, act: Act) -> CallIn:
    """Whoever was called comes: beside whoever has it, or takes it from them. Raises ValueError."""
    alert = locked(alert, act)
    waits = alert.call_ins.filter(ended_at=None).first()
    if waits is None or waits.called_by == act.actor:
        raise ValueError("Nobody is asked to come any more. Nothing was changed.")
    end_call_in(alert, CallIn.Outcome.CAME, act)
    if waits.kind == CallIn.Kind.TAKE_OVER:
        _take_from(alert, act)
    rest(alert, held_until(act.at))
    alert.lease = alert.leased_until = None
    alert.save(update_fields=["due_at", "lease", "leased_until"])
    return waits


@transaction.atomic
def call_off(alert: Alert, *, act: Act) -> None:
    """Whoever has it needs nobody any more; it rests with them a quarter hour. Raises NotYours."""
    alert = locked(alert, act)
    require_held(alert, act)
    end_call_in(alert, CallIn.Outcome.CALLED_OFF, act)
    rest(alert, held_until(act.at))
    alert.save(update_fields=["due_at"])


def end_call_in(alert: Alert, outcome: CallIn.Outcome, act: Act) -> None:
    """Nobody is called in any more."""
    waits = alert.call_ins.filter(ended_at=None).first()
    if waits is None:
        return
    waits.ended_at, waits.ended_by, waits.outcome = act.at, act.actor, outcome
    waits.save(update_fields=["ended_at", "ended_by", "outcome"])
    kind = LogEntry.Kind.CAME if outcome == CallIn.Outcome.CAME else LogEntry.Kind.CALLED_OFF
    write_line(alert, kind, act)
    announce(CallInEnded(waits.pk, alert.person_id, alert.pk, outcome), act=act)


def _take_from(alert: Alert, act: Act) -> None:
    assert act.actor is not None
    held = held_now(alert)
    if held is not None:
        let_go(held, act)
    Holding.objects.create(alert=alert, worker=act.actor, from_at=act.at)
    write_line(alert, LogEntry.Kind.HELD, act)
    before = held.worker_id if held else None
    announce(AlertAcknowledged(alert.pk, alert.person_id, took_over=before), act=act)
