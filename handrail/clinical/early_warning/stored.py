"""How the parts of a state are written down. Version 1; what can be worked out again is left out."""

from __future__ import annotations

from math import isfinite
from typing import Any

from handrail.clinical.early_warning.alerts import GROWN, NEW, REMINDER, AlertMemory
from handrail.clinical.early_warning.freezing import FreezeMemory
from handrail.clinical.early_warning.memory import RING, SignalMemory
from handrail.clinical.early_warning.silence import KINDS_OF_DAY, SilenceMemory
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
    *learned, score, sum3, sum7, ring, clipped = values
    m = object.__new__(SignalMemory)
    m.count, m.mean, m.squares, m.products, m.powers = map(number, learned)
    _not_below_zero(m.count, m.squares, m.powers)
    m.score, m.sum3, m.sum7 = None if score is None else number(score), number(sum3), number(sum7)
    m.answers = _full([None if one is None else number(one) for one in ring])
    instead = {int(at): number(one) for at, one in clipped.items()}
    m.held = [instead.pop(at, m.answers[at]) for at in range(RING)]
    if instead:
        raise ValueError(f"a ring has no place {', '.join(map(str, instead))}")
    m.leaving = None
    m.prior_squares = m.floor = m.variance = m.spread = 0.0
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
    *counts, ring = values
    silence.missed, silence.answered, silence.score = map(number, counts)
    _not_below_zero(silence.missed, silence.answered, silence.score)
    silence.ring = [_one_of(KINDS_OF_DAY, what) for what in _full(list(ring))]
    return silence


def write_freeze(freeze: FreezeMemory) -> list[Any]:
    """Frozen or not, for how many days, and the first day of the run."""
    return [freeze.frozen, freeze.days, freeze.run_start]


def read_freeze(values: list[Any]) -> FreezeMemory:
    """The memory that write_freeze wrote."""
    freeze = FreezeMemory()
    frozen, days, run_start = values
    freeze.frozen, freeze.days, freeze.run_start = yes_or_no(frozen), whole(days), day_or_none(run_start)
    return freeze


def write_alert(alert: AlertMemory) -> list[Any]:
    """Every field in the order of its slots."""
    return [getattr(alert, name) for name in AlertMemory.__slots__]


def read_alert(values: list[Any]) -> AlertMemory:
    """The memory that write_alert wrote."""
    alert = AlertMemory()
    raised_on, raised_index, is_open, reminded, concern, quiet_until, watched_on = values
    alert.raised_on, alert.raised_index = day_or_none(raised_on), number(raised_index)
    alert.open, alert.reminded, alert.concern = map(yes_or_no, (is_open, reminded, concern))
    alert.quiet_until, alert.watched_on = day_or_none(quiet_until), day_or_none(watched_on)
    return alert


def number(value: Any) -> float:
    """A finite number as it is, else ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"a number is needed, not {value!r}")
    return value


def whole(value: Any) -> int:
    """A whole number as it is, else ValueError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"a whole number is needed, not {value!r}")
    return value


def day_or_none(value: Any) -> int | None:
    """A day number or None as it is, else ValueError."""
    return None if value is None else whole(value)


def yes_or_no(value: Any) -> bool:
    """True or False as it is, else ValueError."""
    if not isinstance(value, bool):
        raise ValueError(f"true or false is needed, not {value!r}")
    return value


def reason(value: Any) -> str | None:
    """Why the team was told, or None, else ValueError."""
    return None if value is None else _one_of((NEW, GROWN, REMINDER), value)


def _one_of(known: tuple[str, ...], value: Any) -> str:
    if value not in known:
        raise ValueError(f"one of {', '.join(known)} is needed, not {value!r}")
    return str(value)


def _not_below_zero(*values: float) -> None:
    if min(values) < 0:
        raise ValueError(f"{min(values)} is below zero")


def _full(ring: list[Any]) -> list[Any]:
    if len(ring) != RING:
        raise ValueError(f"a ring holds {RING} days, not {len(ring)}")
    return ring
