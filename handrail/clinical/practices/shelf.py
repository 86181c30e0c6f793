"""Which methods there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from handrail.clinical.practices.definition import BrokenMethod, Method, read_method

__all__ = ["Method", "UnknownMethod", "method", "methods", "numbered", "offered"]

#: What can be practised through a week; a worksheet or a plan is written.
SKILL_KINDS = ("skill", "timed")

_DEFINITIONS = Path(__file__).parent / "definitions"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownMethod(ValueError):
    """No method of that id; the message lists those there are."""


def method(id: str) -> Method:
    """The method of that id; UnknownMethod lists those there are."""
    found = _by_id().get(id)
    if found is None:
        raise UnknownMethod(f"There is no method {str(id)[:40]!r}; there are {', '.join(_by_id())}.")
    return found


def numbered(number: int) -> Method:
    """The method of that number; UnknownMethod when there is none."""
    found = next((one for one in methods() if one.number == number), None)
    if found is None:
        raise UnknownMethod(f"There is no method number {number}.")
    return found


def methods() -> tuple[Method, ...]:
    """All of them, in the order of their files and within a file."""
    return tuple(_by_id().values())


def offered(not_now: frozenset[str] = frozenset()) -> tuple[Method, ...]:
    """Those that are not about something the person does not want raised now."""
    return tuple(found for found in methods() if not not_now.intersection(found.topics))


def skills(not_now: frozenset[str] = frozenset()) -> tuple[Method, ...]:
    """Those of them that can be the skill of a week."""
    return tuple(found for found in offered(not_now) if found.kind in SKILL_KINDS)


@cache
def _by_id() -> dict[str, Method]:
    found = [one for path in sorted(_DEFINITIONS.glob("*.yaml")) for one in _read(path)]
    by_id = {one.id: one for one in found}
    if len(by_id) < len(found):
        twice = sorted({one.id for one in found if by_id[one.id] is not one})
        raise BrokenMethod(f"Two methods have the id {', '.join(twice)}.")
    return by_id


def _read(path: Path) -> list[Method]:
    with path.open(encoding="utf-8") as file:
        return [read_method(raw) for raw in yaml.load(file, Loader=_LOADER)]  # noqa: S506 -- a safe loader
