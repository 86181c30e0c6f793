"""What the actions on one alert share: lock it, ask who may, and write the log."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.pillars.crisis.models import Alert, AlreadyClosed, Holding, LogEntry
from handrail.pillars.crisis.policy import may_answer


class NotYours(ValueError):
    """Only whoever has the alert says what happens next and closes it."""


def locked(alert: Alert, act: Act, *, also_closed: bool = False) -> Alert:
    """The alert, ours until the transaction ends. Raises Refused, AlreadyClosed."""
    found = Alert.objects.select_for_update(of=("self",)).select_related("person").get(pk=alert.pk)
    require(may_answer(act, found))
    if not (found.is_open or also_closed):
        raise AlreadyClosed("This was closed before. Nothing was changed.")
    return found


def held_now(alert: Alert) -> Holding | None:
    """Who has it."""
    return alert.holdings.filter(until_at=None).select_related("worker").first()


def require_held(alert: Alert, act: Act) -> Holding:
    """The actor's own holding. Raises NotYours."""
    held = held_now(alert)
    if held is None or held.worker != act.actor:
        raise NotYours("Take it first: only whoever has it does this. Nothing was changed.")
    return held


def let_go(held: Holding, act: Act) -> None:
    """They have it no more. Where the clock was set back since they took it, it ends when it began."""
    held.until_at = max(act.at, held.from_at)
    held.save(update_fields=["until_at"])


def rest(alert: Alert, until: datetime) -> None:
    """Nobody is called before `until`; but while somebody is called in, the calls go on."""
    waits = alert.call_ins.filter(ended_at=None).exists()
    alert.due_at = min(alert.due_at, until) if waits and alert.due_at else until


def write_line(alert: Alert, kind: LogEntry.Kind, act: Act, words: str = "") -> LogEntry:
    """A line of the log, with its time and who."""
    return LogEntry.objects.create(alert=alert, kind=kind, at=act.at, by=act.actor, words=words.strip())
