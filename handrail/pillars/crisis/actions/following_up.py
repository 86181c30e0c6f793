"""What is done afterwards: each owned by somebody, by a time; what nobody did goes to the next responsible human."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from handrail.clinical.triage.follow_up import is_in_time, pace
from handrail.clinical.triage.staying_close import MOST_TRIES, is_tried_again, may_end_unreached, month_from
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_locked
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.pillars.crisis.actions.beats import write_line
from handrail.pillars.crisis.events import FollowUpDone, FollowUpHandedOn, FollowUpMade
from handrail.pillars.crisis.ladder import rungs_of
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry
from handrail.pillars.crisis.policy import may_answer, may_be_called

AT_ONCE = 100
Kind, Outcome = FollowUp.Kind, FollowUp.Outcome


@transaction.atomic
def finish_follow_up(
    follow_up: FollowUp,
    *,
    outcome: FollowUp.Outcome,
    act: Act,
    again_at: datetime | None = None,
    words: str = "",
) -> FollowUp:
    """Say how it went. Not reached, it is tried again at `again_at` by the same owner, five times at most; what ends
    without them ends in words. Raises ValueError."""
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("alert__person", "owner")
    follow_up = found.get(pk=follow_up.pk)
    require(may_answer(act, follow_up.alert))
    if follow_up.done_at is not None:
        raise ValueError("It was already said how this went. Nothing was changed.")
    _require_words(follow_up, outcome, words)
    _finish(follow_up, outcome, act)
    if words.strip():
        line = f"{follow_up.get_kind_display()}. {follow_up.get_outcome_display()}: {words.strip()}"
        write_line(follow_up.alert, LogEntry.Kind.FOLLOW_UP, act, line)
    if outcome == Outcome.TRIED:
        _try_again(follow_up, again_at, act)
    return follow_up


def _require_words(follow_up: FollowUp, outcome: FollowUp.Outcome, words: str) -> None:
    if outcome == Outcome.UNREACHED and not may_end_unreached(follow_up.tries):
        raise ValueError("Try it at least three times. Say when it is tried again. Nothing was changed.")
    if outcome in {Outcome.UNREACHED, Outcome.DECLINED, Outcome.OTHERWISE} and not words.strip():
        raise ValueError("Say in a few words how it ended. Nothing was changed.")


def _try_again(follow_up: FollowUp, again_at: datetime | None, act: Act) -> None:
    if not is_tried_again(follow_up.tries):
        raise ValueError(f"It was tried {MOST_TRIES} times. Say in words how it ends. Nothing was changed.")
    if again_at is None or not is_in_time(act.at, again_at):
        raise ValueError("Say when it is tried again: within two days. Nothing was changed.")
    next_one(follow_up.alert, Kind(follow_up.kind), follow_up.owner, again_at, act, tries=follow_up.tries + 1)


@transaction.atomic
def hand_over_follow_up(
    follow_up: FollowUp, to: Person, *, act: Act, all_of_it: bool = False
) -> list[FollowUp]:
    """Somebody else owns it from now on, by the same time; `all_of_it`: with all else that the same human still owes the
    person after this crisis. What is late already is due as soon as a missed one would be. Raises ValueError."""
    alert = Alert.objects.select_for_update(of=("self",)).select_related("person").get(pk=follow_up.alert_id)
    require(may_answer(act, alert))
    due = FollowUp.objects.select_for_update(of=("self",)).filter(alert=alert, done_at=None)
    chosen = due.filter(pk=follow_up.pk).select_related("owner").first()
    if chosen is None:
        raise ValueError("It was already said how this went. Nothing was changed.")
    if chosen.owner == to:
        raise ValueError(f"{to} has it already. Nothing was changed.")
    if not may_be_called(to, alert, act):
        raise ValueError(f"{to} may not open it. Choose somebody else. Nothing was changed.")
    all_due = list(due.filter(owner=chosen.owner).order_by("due_at")) if all_of_it else [chosen]
    return [_hand_over(one, to, act) for one in all_due]


def _hand_over(follow_up: FollowUp, to: Person, act: Act) -> FollowUp:
    still_ahead = follow_up.due_at > act.at
    return _pass_to(to, follow_up, Outcome.HANDED_ON, act, by=follow_up.due_at if still_ahead else None)


def hand_on_missed_follow_ups(now: datetime) -> int:
    """Each that was missed for as long as its kind bears goes to the next human who may open it; returns how many."""
    act = Act(actor=None, at=now, via="clock")
    late = Q()
    for kind in Kind:
        late |= Q(kind=kind, due_at__lte=now - pace(kind).after)
    missed = (
        FollowUp.objects.filter(late, done_at=None)
        .select_related("alert__person", "owner")
        .order_by("due_at")
    )
    hand_on = partial(_hand_on, act=act)
    return each_locked("follow_ups_handed_on", missed, hand_on, now=now, at_most=AT_ONCE).count()


def _hand_on(follow_up: FollowUp, act: Act) -> None:
    rungs = rungs_of(follow_up.alert, act)
    in_turn = [*rungs.supervisors, *rungs.on_call, *rungs.everyone]
    kind = Kind(follow_up.kind)
    had = set(FollowUp.objects.filter(alert=follow_up.alert, kind=kind).values_list("owner", flat=True))
    # All had it once: then the first of them again.
    owner = next((one for one in in_turn if one.pk not in had), (in_turn or [follow_up.owner])[0])
    _pass_to(owner, follow_up, Outcome.MISSED, act)


def _pass_to(
    owner: Person, follow_up: FollowUp, why: FollowUp.Outcome, act: Act, *, by: datetime | None = None
) -> FollowUp:
    """End it for that reason, and have the same owned by somebody else: `by` a time, else as soon as a missed one."""
    kind = Kind(follow_up.kind)
    _finish(follow_up, why, act)
    due_at = by or act.at + pace(kind).next_within
    made = next_one(follow_up.alert, kind, owner, due_at, act, tries=follow_up.tries)
    announce(FollowUpHandedOn(follow_up.pk, follow_up.alert.person_id, owner=owner.pk), act=act)
    return made


def _finish(follow_up: FollowUp, outcome: FollowUp.Outcome, act: Act) -> None:
    follow_up.done_at, follow_up.done_by, follow_up.outcome = act.at, act.actor, outcome
    follow_up.save(update_fields=["done_at", "done_by", "outcome"])
    announce(FollowUpDone(follow_up.pk, follow_up.alert.person_id, outcome, follow_up.kind), act=act)


def next_one(
    alert: Alert, kind: FollowUp.Kind, owner: Person, due_at: datetime, act: Act, *, tries: int = 1
) -> FollowUp:
    """Somebody owns it, by then. For actions on an alert that is locked."""
    made = FollowUp.objects.create(
        alert=alert, kind=kind, owner=owner, due_at=due_at, made_at=act.at, tries=tries
    )
    announce(FollowUpMade(made.pk, alert.person_id, kind, owner.pk), act=act)
    return made


def end_all(alert: Alert, kinds: tuple[FollowUp.Kind, ...], outcome: FollowUp.Outcome, act: Act) -> None:
    """What is due of these kinds is settled by something else that happened."""
    for one in alert.follow_ups.select_related("alert").filter(kind__in=kinds, done_at=None):
        _finish(one, outcome, act)


def stay_close(alert: Alert, owner: Person, act: Act) -> None:
    """A month of contacts with the person, inside the hours they may be reached in; an earlier month ends with it."""
    if alert.person is None:
        return
    before = FollowUp.objects.filter(alert__person=alert.person, kind__in=FollowUp.MONTH, done_at=None)
    for one in before.select_related("alert"):
        _finish(one, Outcome.BEGUN_ANEW, act)
    safe = ContactPoint.objects.filter(person=alert.person, ended_at=None, safety=ContactPoint.Safety.SAFE)
    hours = safe.safest_first().values_list("earliest", "latest").first() or (None, None)
    for way, due_at in month_from(local(alert.person, act.at), *hours):
        next_one(alert, Kind(way), owner, due_at, act)
