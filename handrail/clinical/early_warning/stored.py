"""How a state is written down. Version 1; what can be worked out again is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from handrail.clinical.early_warning.alerts import AlertMemory
from handrail.clinical.early_warning.freezing import FreezeMemory
from handrail.clinical.early_warning.memory import RING, SignalMemory
from handrail.clinical.early_warning.silence import SilenceMemory
from handrail.clinical.early_warning.windows import SHORT

VERSION = 1


class Stored(Protocol):
    """What of a state is written down; state.State has it all."""

    names: tuple[str, ...]
    signals: list[SignalMemory]
    silence: SilenceMemory
    alert: AlertMemory
    freeze: FreezeMemory
    first_day: int | None
    day: int | None
    index: float
    raised: str | None
    watch_raised: bool


S = TypeVar("S", bound=Stored)
#: Makes a state that has seen nothing, from the names and memories of its signals.
Blank = Callable[[tuple[str, ...], list[SignalMemory]], S]


class UnreadableState(ValueError):
    """A stored state that this version cannot read. Rebuild it from the check-ins."""


def write(state: Stored) -> dict[str, Any]:
    """The state as plain values."""
    freeze = state.freeze
    return {
        "version": VERSION,
        "days": [state.first_day, state.day],
        "evening": [state.index, state.raised, state.watch_raised],
        "freeze": [freeze.frozen, freeze.days, freeze.run_start],
        "alert": [getattr(state.alert, name) for name in AlertMemory.__slots__],
        "silence": [*_numbers(state.silence), "".join(state.silence.ring)],
        "signals": {n: _signal(m) for n, m in zip(state.names, state.signals, strict=True)},
    }


def _numbers(silence: SilenceMemory) -> list[float]:
    return [silence.missed, silence.answered, silence.score]


def _signal(m: SignalMemory) -> list[Any]:
    learned = [m.count, m.mean, m.squares, m.products, m.powers, m.score, m.sum3, m.sum7]
    clipped = {str(at): m.held[at] for at in range(RING) if m.held[at] != m.answers[at]}
    return [*learned, m.answers[:], clipped]


def read(kind: Blank[S], data: dict[str, Any]) -> S:
    """The state written by `write`, whole or not at all."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise UnreadableState(f"This is not a stored early-warning state of version {VERSION}.")
    try:
        return _read(kind, data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as wrong:
        raise UnreadableState(
            "The stored early-warning state is damaged; rebuild it from the check-ins."
        ) from wrong


def _read(kind: Blank[S], data: dict[str, Any]) -> S:
    first_day, day = data["days"]
    state = kind(tuple(data["signals"]), [_signal_from(one, day) for one in data["signals"].values()])
    state.first_day, state.day = first_day, day
    state.index, state.raised, state.watch_raised = data["evening"]
    state.freeze = _freeze_from(data["freeze"])
    for name, value in zip(AlertMemory.__slots__, data["alert"], strict=True):
        setattr(state.alert, name, value)
    *numbers, ring = data["silence"]
    state.silence.missed, state.silence.answered, state.silence.score = numbers
    state.silence.ring = _full(list(ring))
    return state


def _freeze_from(values: list[Any]) -> FreezeMemory:
    freeze = FreezeMemory()
    freeze.frozen, freeze.days, freeze.run_start = values
    return freeze


def _signal_from(values: list[Any], day: int | None) -> SignalMemory:
    m = object.__new__(SignalMemory)
    m.count, m.mean, m.squares, m.products, m.powers, m.score, m.sum3, m.sum7 = values[:8]
    m.answers, clipped = _full(values[8]), values[9]
    m.held = [clipped.get(str(at), m.answers[at]) for at in range(RING)]
    m.leaving = None
    m.count7 = sum(one is not None for one in m.held)
    last = (0 if day is None else day) % RING
    m.count3 = sum(m.held[last - back] is not None for back in range(SHORT))
    return m


def _full(ring: list[Any]) -> list[Any]:
    if len(ring) != RING:
        raise ValueError(f"a ring holds {RING} days, not {len(ring)}")
    return ring
