"""A human has the alert: they take it, say what happens next, add to the log, and close it with the next day owned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from handrail.clinical.triage.escalation import held_until
from handrail.clinical.triage.follow_up import LOOK_BACK_AFTER, is_in_time
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.beats import held_now, let_go, locked, require_held, rest, write_line
from handrail.pillars.crisis.actions.calling_in import end_call_in
from handrail.pillars.crisis.actions.following_up import next_one, stay_close
from handrail.pillars.crisis.events import AlertAcknowledged, AlertClosed, AlertNextStepSet, AlertNoted
from handrail.pillars.crisis.models import Alert, CallIn, FollowUp, Holding, LogEntry
from handrail.pillars.crisis.policy import may_be_called


class AlreadyHeld(ValueError):
    """Somebody else has it. `worker` is who."""

    def __init__(self, worker: Person) -> None:
        super().__init__(f"{worker} has it. Nothing was changed.")
        self.worker = worker


@transaction.atomic
def acknowledge(alert: Alert, *, act: Act) -> Holding:
    """Take it. Taken twice by the same human it rests a quarter hour more. Raises AlreadyHeld, AlreadyClosed."""
    alert = locked(alert, act)
    held = held_now(alert)
    if held is not None and held.worker != act.actor:
        raise AlreadyHeld(held.worker)
    return _take(alert, held, act)


@transaction.atomic
def take_over(alert: Alert, *, act: Act) -> Holding:
    """Take it from whoever has it, openly: both stand in the log."""
    alert = locked(alert, act)
    held, before = held_now(alert), None
    if held is not None and held.worker != act.actor:
        before = held.worker
        let_go(held, act)
        held = None
    return _take(alert, held, act, before)


@transaction.atomic
def set_next_step(
    alert: Alert, *, words: str, by: datetime, act: Act, kind: LogEntry.Kind = LogEntry.Kind.NEXT_STEP
) -> Alert:
    """Say what happens next and by when; until then the alert rests. Raises NotYours, ValueError.

    `kind` is MOBILE_TEAM when it is a team on its way: not there by then, people are called again.
    """
    alert = locked(alert, act)
    require_held(alert, act)
    if not words.strip():
        raise ValueError("Say in a few words what happens next. Nothing was changed.")
    rest(alert, held_until(act.at, by))
    alert.next_step = words.strip()
    alert.save(update_fields=["due_at", "next_step"])
    write_line(alert, kind, act, words)
    announce(AlertNextStepSet(alert.pk, alert.person_id), act=act)
    return alert


@transaction.atomic
def add_note(alert: Alert, *, words: str, act: Act) -> LogEntry:
    """Add a line to the running log. Raises ValueError for a line without a word."""
    alert = locked(alert, act, also_closed=True)
    if not words.strip():
        raise ValueError("There was nothing to add.")
    line = write_line(alert, LogEntry.Kind.NOTE, act, words)
    announce(AlertNoted(alert.pk, alert.person_id), act=act)
    return line


@transaction.atomic
def close(
    alert: Alert, *, outcome: Alert.Outcome, words: str, act: Act, owner: Person | None = None,
    follow_up_at: datetime | None = None,
) -> Alert:  # fmt: skip
    """End it, with who speaks with the person again and when. Raises NotYours, ValueError with what is missing."""
    alert = locked(alert, act)
    held = require_held(alert, act)
    follow_up = _follow_up(alert, owner, follow_up_at, act)
    if follow_up is not None:
        stay_close(alert, follow_up.owner, act)
        next_one(alert, FollowUp.Kind.DEBRIEF, follow_up.owner, act.at + LOOK_BACK_AFTER, act)
    let_go(held, act)
    end_call_in(alert, CallIn.Outcome.CALLED_OFF, act)
    alert.closed_at, alert.closed_by, alert.outcome, alert.due_at = act.at, act.actor, outcome, None
    alert.lease = alert.leased_until = None
    alert.save()
    write_line(alert, LogEntry.Kind.CLOSED, act, words)
    announce(AlertClosed(alert.pk, alert.person_id, outcome, follow_up.pk if follow_up else None), act=act)
    return alert


def _take(alert: Alert, held: Holding | None, act: Act, before: Person | None = None) -> Holding:
    assert act.actor is not None
    if held is None:
        end_call_in(alert, CallIn.Outcome.CAME, act)
    rest(alert, held_until(act.at))
    alert.lease = alert.leased_until = None
    alert.save(update_fields=["due_at", "lease", "leased_until"])
    if held is None:
        held = Holding.objects.create(alert=alert, worker=act.actor, from_at=act.at)
        write_line(alert, LogEntry.Kind.HELD, act)
    announce(AlertAcknowledged(alert.pk, alert.person_id, took_over=before.pk if before else None), act=act)
    return held


def _follow_up(alert: Alert, owner: Person | None, due_at: datetime | None, act: Act) -> FollowUp | None:
    if alert.person is None and owner is None:
        return None
    if owner is None or due_at is None or not is_in_time(act.at, due_at):
        raise ValueError("Say who speaks with them again, and when: within two days. Nothing was closed.")
    if not may_be_called(owner, alert, act):
        raise ValueError(f"{owner} cannot open this. Name somebody who can. Nothing was closed.")
    return next_one(alert, FollowUp.Kind.NEXT_DAY, owner, due_at, act)
