"""The safety plan in own wording and its order of steps. Source: clinical/instruments.yaml, own_content `safety_plan`.

Nothing in it is scored, and how often it is opened is never counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.clinical.instruments.instrument import instrument

#: One entry a line; what a page can hold.
ENTRY, ENTRIES = 300, 12


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the plan: its title and what belongs there, word for word."""

    id: str
    title: str
    hints: tuple[str, ...]
    note: str


def parts() -> tuple[Part, ...]:
    """All of them, in their order."""
    found = instrument("safety_plan").sections
    return tuple(Part(one.id, one.title, tuple(one.fields), one.note or "") for one in found)


def entries(text: str) -> list[str]:
    """One entry a line, without empty ones. Raises ValueError for a line or a list that is too long."""
    lines = [line.strip(" \t-–•") for line in text.splitlines()]
    found = [line for line in lines if line]
    if len(found) > ENTRIES:
        raise ValueError(f"There is room for {ENTRIES} lines here; these are {len(found)}. Nothing was cut.")
    if any(len(line) > ENTRY for line in found):
        raise ValueError(f"A line has room for {ENTRY} characters. Nothing was cut.")
    return found


def complete(words: Mapping[str, list[str]]) -> bool:
    """Whether each step that wants an entry has one. An unfinished plan is kept all the same."""
    wanted = [one.id for one in instrument("safety_plan").sections if one.min_entries]
    return all(words.get(part) for part in wanted)
