"""How the parts of a state are written down. Version 1; what can be worked out again is left out."""

from __future__ import annotations

from typing import Any

from handrail.clinical.early_warning.alerts import AlertMemory
from handrail.clinical.early_warning.freezing import FreezeMemory
from handrail.clinical.early_warning.memory import RING, SignalMemory
from handrail.clinical.early_warning.silence import SilenceMemory
from handrail.clinical.early_warning.windows import SHORT

VERSION = 1


class UnreadableState(ValueError):
    """A stored state that this version cannot read. Rebuild it from the check-ins."""


def write_signal(m: SignalMemory) -> list[Any]:
    """What was learned of one signal, and its two rings."""
    learned = [m.count, m.mean, m.squares, m.products, m.powers, m.score, m.sum3, m.sum7]
    clipped = {str(at): m.held[at] for at in range(RING) if m.held[at] != m.answers[at]}
    return [*learned, m.answers[:], clipped]


def read_signal(values: list[Any], day: int | None) -> SignalMemory:
    """The memory that write_signal wrote on the evening of `day`; it still needs its priors (baseline.prepare)."""
    m = object.__new__(SignalMemory)
    m.count, m.mean, m.squares, m.products, m.powers, m.score, m.sum3, m.sum7 = values[:8]
    m.answers, clipped = _full(values[8]), values[9]
    m.held = [clipped.get(str(at), m.answers[at]) for at in range(RING)]
    m.leaving = None
    m.count7 = sum(one is not None for one in m.held)
    last = (0 if day is None else day) % RING
    m.count3 = sum(m.held[last - back] is not None for back in range(SHORT))
    return m


def write_silence(silence: SilenceMemory) -> list[Any]:
    """Missed and answered days, S, and the ring as one word."""
    return [silence.missed, silence.answered, silence.score, "".join(silence.ring)]


def read_silence(values: list[Any]) -> SilenceMemory:
    """The memory that write_silence wrote."""
    silence = SilenceMemory()
    silence.missed, silence.answered, silence.score, ring = values
    silence.ring = _full(list(ring))
    return silence


def write_freeze(freeze: FreezeMemory) -> list[Any]:
    """Frozen or not, for how many days, and the first day of the run."""
    return [freeze.frozen, freeze.days, freeze.run_start]


def read_freeze(values: list[Any]) -> FreezeMemory:
    """The memory that write_freeze wrote."""
    freeze = FreezeMemory()
    freeze.frozen, freeze.days, freeze.run_start = values
    return freeze


def write_alert(alert: AlertMemory) -> list[Any]:
    """Every field in the order of its slots."""
    return [getattr(alert, name) for name in AlertMemory.__slots__]


def read_alert(values: list[Any]) -> AlertMemory:
    """The memory that write_alert wrote."""
    alert = AlertMemory()
    for name, value in zip(AlertMemory.__slots__, values, strict=True):
        setattr(alert, name, value)
    return alert


def _full(ring: list[Any]) -> list[Any]:
    if len(ring) != RING:
        raise ValueError(f"a ring holds {RING} days, not {len(ring)}")
    return ring
