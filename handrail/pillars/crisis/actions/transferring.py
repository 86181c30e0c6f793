"""Emergency care and the way back: said at once, asked after, and three things owned once they are back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from handrail.clinical.triage.way_back import ARRIVAL_WITHIN, FACTS_WITHIN, REENTRY_WITHIN, discharge_asked_at
from handrail.foundation.consent.actions import disclose_in_emergency
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.crisis.actions.beats import locked, require_held, write_line
from handrail.pillars.crisis.actions.following_up import end_all, next_one
from handrail.pillars.crisis.events import ArrivalConfirmed, ReturnNoted, TransferFactsWritten, TransferNoted
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry, Transfer

Kind, Outcome = FollowUp.Kind, FollowUp.Outcome
#: Each of them owned, within a day of the return.
BACK = (Kind.CONTACT, Kind.PLAN, Kind.MEETINGS)


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """What 42 CFR 2.51(c) asks for besides who told, who is the actor."""

    personnel: str = ""
    affiliation: str = ""
    nature: str = ""
    told_at: datetime | None = None


NO_FACTS = TransferFacts()


@transaction.atomic
def note_transfer(
    alert: Alert, *, basis: Transfer.Basis, place: str, act: Act, said: str = "", facts: TransferFacts = NO_FACTS,
    told: Collection[str] = (),
) -> Transfer:  # fmt: skip
    """Emergency care takes over: where to, what was said, on which ground. `told` are the parts of the record that were
    said in a medical emergency. What of its facts is missing is owed in 15 minutes. Raises NotYours, ValueError."""
    alert = locked(alert, act)
    require_held(alert, act)
    assert act.actor is not None
    if not place.strip():
        raise ValueError("Say where they are taken. Nothing was changed.")
    if facts.told_at is not None and facts.told_at > act.at:
        raise ValueError("It was told before now. Look at the time. Nothing was changed.")
    made = Transfer(alert=alert, basis=basis, place=place.strip(), said=said.strip(), by=act.actor, at=act.at)
    if basis == Transfer.Basis.EMERGENCY:
        _fill(made, facts)
        if alert.person is not None:
            made.disclosure = disclose_in_emergency(alert.person, told, act=act)
    _save(made)
    write_line(alert, LogEntry.Kind.TRANSFER, act, f"{made.place}. {made.get_basis_display()}. {made.said}")
    announce(TransferNoted(made.pk, alert.person_id, alert.pk, basis, len(made.lacks)), act=act)
    if made.lacks:
        next_one(alert, Kind.FACTS, act.actor, act.at + FACTS_WITHIN, act)
    next_one(alert, Kind.ARRIVAL, act.actor, act.at + ARRIVAL_WITHIN, act)
    return made


@transaction.atomic
def write_transfer_facts(transfer: Transfer, facts: TransferFacts, *, act: Act) -> Transfer:
    """What was missing of the facts. What is written stays. Raises ValueError."""
    alert, transfer = _both(transfer, act)
    if facts.told_at is not None and facts.told_at > act.at:
        raise ValueError("It was told before now. Look at the time. Nothing was changed.")
    lacked = transfer.lacks
    _fill(transfer, facts)
    if transfer.lacks != lacked:
        transfer.save(update_fields=["personnel", "affiliation", "nature", "told_at"])
        announce(TransferFactsWritten(transfer.pk, alert.person_id, len(transfer.lacks)), act=act)
    if not transfer.lacks:
        end_all(alert, (Kind.FACTS,), Outcome.DONE, act)
    return transfer


@transaction.atomic
def confirm_arrival(transfer: Transfer, *, act: Act, expected_at: datetime | None = None) -> Transfer:
    """They arrived. `expected_at` is when they are expected out; somebody asks then, or a day later. Raises ValueError."""
    alert, transfer = _both(transfer, act)
    assert act.actor is not None
    if transfer.arrived_at is not None or transfer.returned_at is not None:
        raise ValueError("That they arrived stands here already. Nothing was changed.")
    asked_at = discharge_asked_at(act.at, expected_at)
    transfer.arrived_at = act.at
    transfer.save(update_fields=["arrived_at"])
    write_line(alert, LogEntry.Kind.TRANSFER, act, "They arrived")
    end_all(alert, (Kind.ARRIVAL,), Outcome.DONE, act)
    next_one(alert, Kind.DISCHARGE, act.actor, asked_at, act)
    announce(ArrivalConfirmed(transfer.pk, alert.person_id), act=act)
    return transfer


@transaction.atomic
def note_return(transfer: Transfer, *, act: Act) -> Transfer:
    """They are back: contact, plan and appointments are owned, each within a day. Raises ValueError."""
    alert, transfer = _both(transfer, act)
    assert act.actor is not None
    if transfer.returned_at is not None:
        raise ValueError("That they are back stands here already. Nothing was changed.")
    transfer.returned_at = act.at
    transfer.save(update_fields=["returned_at"])
    write_line(alert, LogEntry.Kind.TRANSFER, act, "They are back")
    end_all(alert, (Kind.ARRIVAL, Kind.DISCHARGE), Outcome.DONE, act)
    for kind in BACK:
        next_one(alert, kind, act.actor, act.at + REENTRY_WITHIN, act)
    announce(ReturnNoted(transfer.pk, alert.person_id), act=act)
    return transfer


def _both(transfer: Transfer, act: Act) -> tuple[Alert, Transfer]:
    alert = locked(transfer.alert, act, also_closed=True)
    return alert, Transfer.objects.select_for_update().get(pk=transfer.pk)


def _fill(transfer: Transfer, facts: TransferFacts) -> None:
    for name in transfer.lacks:
        setattr(transfer, name, getattr(facts, name))


def _save(transfer: Transfer) -> None:
    try:
        with transaction.atomic():
            transfer.save()
    except IntegrityError as refused:
        if "one_way_back_at_a_time" in str(refused):
            raise ValueError("They are in emergency care already. Nothing was changed.") from refused
        raise
