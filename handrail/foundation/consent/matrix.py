"""The access matrix as data: 15 roles, 24 resources, the rule for each cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("access_matrix.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one role may do with one resource: the rule for reading, for writing, the field set, the Part 2 need."""

    read: str = "none"
    write: str = "none"
    fields: str = "full"
    glass: bool = False
    part2: str = ""

    def rule(self, action: str) -> str:
        """The rule for `read`, `write` or `append` (create only); anything else is never allowed.

        A cell that says `append` names no scope of its own: its scope is where the role may read.
        """
        creating = self.read if self.write == "append" else self.write
        return {"read": self.read, "write": self.write, "append": creating}.get(action, "none")


#: A role or resource that is not listed is refused.
NEVER = Cell()


@cache
def matrix() -> dict[str, dict[str, Cell]]:
    """Role -> resource -> cell, read once."""
    return {
        role: {resource: Cell(**cell) for resource, cell in row.items()}
        for role, row in _file()["matrix"].items()
    }


@cache
def resources() -> frozenset[str]:
    """The names of the resources in the matrix."""
    return frozenset(resource["id"] for resource in _file()["resources"])


@cache
def _file() -> dict[str, Any]:
    with FILE.open() as file:
        return dict(yaml.load(file, Loader=_LOADER))  # noqa: S506 -- a safe loader, the compiled one where there is one


def cell(role: str, resource: str) -> Cell:
    """The cell of a role and a resource; a refusal when either is unknown."""
    return matrix().get(role, {}).get(resource, NEVER)
