"""What a rule looks at and what it says. Values in, a hint out; days are the person's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

#: What every hint says of itself.
LIMITS = (
    "It suggests looking again together. It names no level of care and decides nothing. "
    "It knows only what stands here, and not why."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A total of one scale on one day."""

    on: date
    total: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person. Rows are oldest first; an empty one means nothing is known, not that all is well.

    `readings` by instrument; `met` and `missed` are days of appointments that took place or were missed; `used` days
    on which use was told; `confidence` the daily answer, 0 to 10; `unsafe` days of an answer about safety.
    """

    today: date
    readings: Mapping[str, Sequence[Reading]] = field(default_factory=dict)
    met: Sequence[date] = ()
    missed: Sequence[date] = ()
    used: Sequence[date] = ()
    confidence: Sequence[tuple[date, float]] = ()
    unsafe: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """One thing the rule looked at: what, on which day, and its value in words or figures."""

    what: str
    on: date
    value: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A rule that is met. `subject` is the instrument it is about, or nothing; `basis` what makes it a new one."""

    rule: str
    version: str
    title: str
    why: str
    inputs: tuple[Input, ...]
    source: str
    evidence: str
    resource: str
    subject: str = ""
    basis: str = ""
    missing: tuple[str, ...] = ()
    limits: str = LIMITS
