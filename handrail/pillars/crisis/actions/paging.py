"""One step of the ladder: leased, so that one pager takes it; written down before anything goes out; then scheduled.

No lock is held while something is sent. A pager that dies leaves a lease that ends by itself, and the next one takes
the same step again as its next attempt: at most one more copy, and the step after it is due when it was due.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from handrail.clinical.triage.escalation import STEP, Call, Rung, call_at, call_holder, call_in_at, furthest
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.beats import let_go
from handrail.pillars.crisis.events import AlertCalled, AlertRanOut
from handrail.pillars.crisis.ladder import Rungs, rungs_of, ways_of
from handrail.pillars.crisis.models import Alert, AlertQuerySet, CallIn, Holding, LogEntry, Page

LEASE = timedelta(seconds=20)
#: Two pagers look at the clock one after the other, and a turn may be slow: what lies no further ahead than this was
#: planned by the same clock.
MOMENT = timedelta(minutes=1)
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Leased:
    """One alert's step, ours until the lease ends. `pages` are to be sent; `called` is who, `call` by which rung."""

    alert: Alert
    lease: UUID
    step: int
    call: Call
    called: tuple[Person, ...]
    pages: tuple[Page, ...]


def due_now(*, at: datetime) -> list[int]:
    """Keys of the alerts about which somebody is called now, most urgent first."""
    return list(_due(at).order_by("tier", "due_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


def _due(at: datetime) -> AlertQuerySet:
    # A clock that was set back leaves times that lie further ahead than anything can be planned: they count as come.
    free = Q(leased_until=None) | Q(leased_until__lte=at) | Q(leased_until__gt=at + LEASE + MOMENT)
    return Alert.objects.filter(free, Q(due_at__lte=at) | _planned_by_another_clock(at), closed_at=None)


def _planned_by_another_clock(at: datetime) -> Q:
    has_it = Exists(Holding.objects.filter(alert=OuterRef("pk"), until_at=None))
    return (
        Q(~has_it, due_at__gt=furthest(at, held=False, said=False) + MOMENT)
        | Q(has_it, next_step="", due_at__gt=furthest(at, held=True, said=False) + MOMENT)
        | Q(due_at__gt=furthest(at, held=True, said=True) + MOMENT)
    )


@transaction.atomic
def lease(alert_id: int, *, act: Act) -> Leased | None:
    """Take one alert's step, and write down what is about to be sent; None when it is due no more, or another's.

    Each in a transaction of its own: one that fails keeps nobody else waiting.
    """
    found = _due(act.at).filter(pk=alert_id).select_for_update(skip_locked=True, of=("self",))
    alert = found.select_related("person").first()
    return None if alert is None else _lease(alert, act)


@transaction.atomic
def put_off(alert_id: int, *, act: Act) -> None:
    """A step that failed is tried again after one step's time, so that others have their turn before it."""
    Alert.objects.filter(pk=alert_id, closed_at=None).update(
        due_at=act.at + STEP, lease=None, leased_until=None
    )


def _lease(alert: Alert, act: Act) -> Leased:
    call, called = _call(alert, act)
    step, mark = alert.steps + 1, uuid4()
    alert.lease, alert.leased_until = mark, act.at + LEASE
    alert.save(update_fields=["lease", "leased_until"])
    tried, ways = alert.pages.filter(step=step).aggregate(last=Max("attempt"))["last"] or 0, ways_of(called)
    pages = Page.objects.bulk_create(
        Page(alert=alert, step=step, attempt=tried + 1, to=one, channel=channel, at=act.at)
        for one in called
        for channel in ways[one.pk]
    )
    return Leased(alert, mark, step, call, tuple(called), tuple(pages))


def _call(alert: Alert, act: Act) -> tuple[Call, list[Person]]:
    held = alert.holdings.filter(until_at=None).select_related("worker").first()
    if held is not None and _asked_again_since(alert):
        return call_holder(act.at), [held.worker]
    rungs = rungs_of(alert, act)
    if held is not None and (wanted := alert.call_ins.filter(ended_at=None).select_related("to").first()):
        return _called_in(alert, wanted, rungs, act)
    if held is not None:
        _ran_out(alert, held, act)
    call = call_at(alert.steps + 1, on_call=len(rungs.on_call), now=act.at)
    return call, rungs.called(call)


def _called_in(alert: Alert, wanted: CallIn, rungs: Rungs, act: Act) -> tuple[Call, list[Person]]:
    """Whoever has it still has it: those who are called in are called, never the one who calls."""
    step = alert.log.filter(kind=LogEntry.Kind.CALLED, at__gte=wanted.at).count() + 1
    call = call_in_at(step, named=wanted.to is not None, now=act.at)
    called = [wanted.to] if call.rung == Rung.NAMED and wanted.to else rungs.called(call)
    others = [one for one in called if one.pk != wanted.called_by_id]
    return call, others or [one for one in rungs.everyone if one.pk != wanted.called_by_id]


def _asked_again_since(alert: Alert) -> bool:
    kinds = [LogEntry.Kind.ASKED_AGAIN, LogEntry.Kind.CALLED, LogEntry.Kind.HELD]
    last = alert.log.filter(kind__in=kinds).order_by("pk").last()
    return last is not None and last.kind == LogEntry.Kind.ASKED_AGAIN


def _ran_out(alert: Alert, held: Holding, act: Act) -> None:
    let_go(held, act)
    LogEntry.objects.create(alert=alert, kind=LogEntry.Kind.RAN_OUT, at=act.at, by=held.worker)
    announce(AlertRanOut(alert.pk, alert.person_id, held.worker_id), act=act)


@transaction.atomic
def record_step(leased: Leased, outcomes: Mapping[int, str], *, act: Act) -> bool:
    """Write down how each message went (Page key -> Page.Status) and schedule the next step.

    False when somebody took the alert, or another pager the step, while ours was under way: then only the outcomes
    are kept.
    """
    for page in leased.pages:
        page.status, page.answered_at = outcomes.get(page.pk, Page.Status.UNKNOWN), act.at
    Page.objects.bulk_update(leased.pages, ["status", "answered_at"])
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=leased.alert.pk)
    if alert.lease != leased.lease:
        return False
    alert.steps, alert.due_at = leased.step, _next_due(leased, act.at)
    alert.lease = alert.leased_until = None
    alert.save(update_fields=["steps", "due_at", "lease", "leased_until"])
    LogEntry.objects.create(alert=alert, kind=LogEntry.Kind.CALLED, at=act.at, words=_names(leased))
    announce(AlertCalled(alert.pk, alert.person_id, leased.step, leased.call.rung), act=act)
    return True


def _next_due(leased: Leased, now: datetime) -> datetime:
    # Counted from when this step was taken, however long its sending took; never in the past.
    return max(leased.call.next_due_at, now)


def _names(leased: Leased) -> str:
    return ", ".join(person.preferred_name for person in leased.called)
