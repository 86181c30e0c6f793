"""The small language the definitions use for "when": over answers and totals, never guessing.

Truth has three values: True, False, and None for "cannot be known from what was answered".
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.clinical.instruments.errors import BrokenDefinition

Truth = bool | None
TOTAL = "total"

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
_SAMENESS: dict[str, Callable[[Any, Any], bool]] = {"==": operator.eq, "!=": operator.ne}
FELL_BY = "fell_by"


@dataclass(frozen=True, slots=True)
class Compare:
    """One subject (an item id, or "total") against one value."""

    subject: str
    op: str
    value: Any


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the conditions hold: 1 is "any", all of them is "all"."""

    count: int
    conditions: tuple["Condition", ...]


Condition = Compare | AtLeast


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a condition is asked: the answers, the total, the earlier answers."""

    answers: Mapping[str, Any]
    total: int | None = None
    earlier: Mapping[str, Any] = field(default_factory=dict)


def holds(condition: Condition, facts: Facts) -> Truth:
    """True or False only when no missing answer could change it."""
    if isinstance(condition, Compare):
        return _compare(condition, facts)
    found = [holds(part, facts) for part in condition.conditions]
    if found.count(True) >= condition.count:
        return True
    return False if found.count(True) + found.count(None) < condition.count else None


def subjects(condition: Condition) -> Iterator[str]:
    """Every item id (or "total") the condition looks at."""
    if isinstance(condition, Compare):
        yield condition.subject
        return
    for part in condition.conditions:
        yield from subjects(part)


def read_condition(raw: Mapping[str, Any]) -> Condition:
    """A condition from a definition; BrokenDefinition when its shape is unknown."""
    if "conditions" in raw:
        return AtLeast(raw["at_least"], tuple(read_condition(part) for part in raw["conditions"]))
    for word, count in (("any", 1), ("all", len(raw.get("all", ())))):
        if word in raw:
            return AtLeast(count, tuple(read_condition(part) for part in raw[word]))
    for word, count in (
        ("any_of", 1),
        ("all_of", len(raw.get("all_of", ()))),
        ("of", raw.get("at_least", 1)),
    ):
        if word in raw:
            return AtLeast(count, tuple(_read_compare(item, raw) for item in raw[word]))
    return _read_compare(raw.get("item") or raw.get("score"), raw)


def _read_compare(subject: Any, raw: Mapping[str, Any]) -> Compare:
    op, value = raw.get("op"), raw.get("value")
    known = op in _SAMENESS or op in _ORDER or op == FELL_BY
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(subject, str) or not known or not (numeric or op in _SAMENESS):
        raise BrokenDefinition(f"The condition {dict(raw)} is not one this program understands.")
    return Compare(subject, str(op), value)


def _compare(condition: Compare, facts: Facts) -> Truth:
    now = facts.total if condition.subject == TOTAL else facts.answers.get(condition.subject)
    if now is None:
        return None
    if condition.op in _SAMENESS:
        return _SAMENESS[condition.op](now, condition.value)
    if not isinstance(now, int | float):
        return None
    if condition.op == FELL_BY:
        before = facts.earlier.get(condition.subject)
        return before - now >= condition.value if isinstance(before, int | float) else None
    return _ORDER[condition.op](now, condition.value)
