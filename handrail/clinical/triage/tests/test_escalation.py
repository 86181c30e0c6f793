"""Who is called next, by table, and over a million made-up minutes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from handrail.clinical.triage.escalation import (
    HELD_WITHOUT_NEXT_STEP,
    LONGEST_NEXT_STEP,
    STEP,
    Rung,
    call_at,
    call_in_at,
    furthest,
    held_until,
)

NOW = datetime(2026, 11, 19, 14, 3, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("on_call", "rungs"),
    [
        (0, ["supervisor", "everyone", "everyone", "everyone"]),
        (1, ["on_call 0", "supervisor", "everyone", "everyone"]),
        (3, ["on_call 0", "on_call 1", "on_call 2", "supervisor", "everyone", "everyone"]),
    ],
)
def test_whoever_is_on_call_is_called_first_then_the_supervisor_then_everyone_without_end(on_call, rungs):
    calls = [call_at(step, on_call=on_call, now=NOW) for step in range(1, len(rungs) + 1)]
    called = [f"{c.rung} {c.place}" if c.rung == Rung.ON_CALL else str(c.rung) for c in calls]
    assert called == rungs
    assert {c.next_due_at for c in calls} == {NOW + STEP}
    assert call_at(10_000, on_call=on_call, now=NOW).rung == Rung.EVERYONE


def test_a_step_lasts_two_to_three_minutes():
    assert timedelta(minutes=2) <= STEP <= timedelta(minutes=3)


@pytest.mark.parametrize(
    ("by", "until"),
    [
        (None, NOW + timedelta(minutes=15)),
        (NOW + MINUTE, NOW + MINUTE),
        (NOW + LONGEST_NEXT_STEP, NOW + timedelta(hours=24)),
    ],
)
def test_an_alert_rests_with_whoever_has_it_until_then(by, until):
    assert held_until(NOW, by) == until


@pytest.mark.parametrize(
    ("held", "said", "at_most"), [(False, False, STEP), (False, True, STEP), (True, False, HELD_WITHOUT_NEXT_STEP), (True, True, LONGEST_NEXT_STEP)]
)  # fmt: skip
def test_no_call_is_planned_further_ahead_than_this(held, said, at_most):
    assert furthest(NOW, held=held, said=said) == NOW + at_most
    assert call_at(1, on_call=1, now=NOW).next_due_at <= furthest(NOW, held=False, said=False)
    assert held_until(NOW) <= furthest(NOW, held=True, said=False)


@pytest.mark.parametrize("by", [NOW - MINUTE, NOW, NOW + LONGEST_NEXT_STEP + MINUTE])
def test_a_next_step_lies_ahead_and_within_a_day(by):
    with pytest.raises(ValueError, match="within a day"):
        held_until(NOW, by)


@pytest.mark.parametrize(
    ("named", "rungs"),
    [
        (True, ["named", "supervisor", "everyone", "everyone"]),
        (False, ["supervisor", "everyone", "everyone"]),
    ],
)
def test_who_is_called_in_is_called_first_then_the_supervisor_then_everyone(named, rungs):
    assert [call_in_at(n, named=named, now=NOW).rung for n in range(1, len(rungs) + 1)] == rungs
    with pytest.raises(ValueError, match="from 1"):
        call_in_at(0, named=named, now=NOW)


def test_there_is_no_step_nought():
    with pytest.raises(ValueError, match="from 1"):
        call_at(0, on_call=1, now=NOW)


def test_over_a_million_minutes_an_alert_rests_only_with_a_human():
    dice, minutes, longest = random.Random(20261130), 0, timedelta(0)
    while minutes < 1_000_000:
        walked, silence = _one_alert(dice)
        minutes, longest = minutes + walked, max(longest, silence)
    assert longest == STEP


def _one_alert(dice: random.Random) -> tuple[int, timedelta]:
    """An alert nobody or somebody answers now and then; returns its minutes, and the longest it stood with nobody."""
    on_call, step, now, held = dice.randrange(4), 1, NOW, None
    due, last_call, longest = NOW, NOW, timedelta(0)
    end = dice.randrange(60, 3000)
    for minute in range(end):
        now = NOW + minute * MINUTE
        if held is None and dice.random() < 0.01:
            by = now + dice.randrange(1, 600) * MINUTE if dice.random() < 0.5 else None
            due = held = held_until(now, by)
            assert held - now <= max(HELD_WITHOUT_NEXT_STEP, LONGEST_NEXT_STEP)
        if now >= due:
            call = call_at(step, on_call=on_call, now=now)
            longest = max(longest, now - last_call) if held is None else longest
            step, due, last_call, held = step + 1, call.next_due_at, now, None
    return end, longest
