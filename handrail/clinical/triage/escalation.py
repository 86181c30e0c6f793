"""Who is called next about an alert, and when: an alert rests only while a human has it.

Source: trust/requirements.md 3.3, rules 1 and 3 (steps of 2 to 3 minutes over at least two channels, the on-call
roster, then the supervisor, then everyone, repeating; an acknowledgement expires after 15 minutes without a recorded
next step), and clinical/protocols.md 2.7. The times are design: a site must approve them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

VERSION = "2"
#: From one step to the next.
STEP = timedelta(minutes=2)
#: How long an alert rests with whoever acknowledged it and has not said what happens next.
HELD_WITHOUT_NEXT_STEP = timedelta(minutes=15)
#: How far away the next step may lie. Longer than this is no longer the same crisis, but its follow-up.
LONGEST_NEXT_STEP = timedelta(hours=24)


class Rung(StrEnum):
    """Who is called at one step of the ladder; the holder has it, and was asked for again; named is called in by them."""

    HOLDER = "holder"
    NAMED = "named"
    ON_CALL = "on_call"
    SUPERVISOR = "supervisor"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Call:
    """One step: whom to call (`place` counts the on-call roster from 0), and when the next step is due."""

    rung: Rung
    place: int
    next_due_at: datetime


def call_at(step: int, *, on_call: int, now: datetime) -> Call:
    """The call of step 1, 2, 3 … with so many people on call; whoever is on call comes first, one by one.

    Past the supervisor every step calls everyone, without end. Raises ValueError below step 1.
    """
    if step < 1:
        raise ValueError("Steps count from 1.")
    return Call(*_rung(step, on_call), next_due_at=now + STEP)


def call_holder(now: datetime) -> Call:
    """The person asked again: whoever has it is called first, and has one step's time before others are."""
    return Call(Rung.HOLDER, 0, next_due_at=now + STEP)


def call_in_at(step: int, *, named: bool, now: datetime) -> Call:
    """The call of step 1, 2, 3 … when whoever has it calls somebody in: the one they named, the supervisor, everyone."""
    if step < 1:
        raise ValueError("Steps count from 1.")
    turn = step if named else step + 1
    rung = {1: Rung.NAMED, 2: Rung.SUPERVISOR}.get(turn, Rung.EVERYONE)
    return Call(rung, 0, next_due_at=now + STEP)


def _rung(step: int, on_call: int) -> tuple[Rung, int]:
    if step <= on_call:
        return Rung.ON_CALL, step - 1
    if step == on_call + 1:
        return Rung.SUPERVISOR, 0
    return Rung.EVERYONE, 0


def held_until(acknowledged_at: datetime, next_step_by: datetime | None = None) -> datetime:
    """Until when an alert rests with the human who has it: escalation goes on from there.

    `next_step_by` is when what they said would happen next is due. Raises ValueError when that is not after the
    acknowledgement, or too far away.
    """
    if next_step_by is None:
        return acknowledged_at + HELD_WITHOUT_NEXT_STEP
    if not acknowledged_at < next_step_by <= acknowledged_at + LONGEST_NEXT_STEP:
        raise ValueError("The next step is due within a day, and not before now.")
    return next_step_by


def furthest(now: datetime, *, held: bool, said: bool) -> datetime:
    """The latest moment for which the next call of an open alert can have been planned by now.

    What is due later than this was planned by a clock that has been set back since, or by a host whose clock runs ahead:
    it is due at once. `held` says that a human has it, `said` that they said what happens next.
    """
    if not held:
        return now + STEP
    return now + (LONGEST_NEXT_STEP if said else HELD_WITHOUT_NEXT_STEP)
