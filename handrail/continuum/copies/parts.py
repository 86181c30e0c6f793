"""The shape of a copy: parts, rows, lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One column of a row: what it is called, what it says in words (a line each), and its value for a program."""

    name: str
    label: str
    words: list[str]
    value: Any


@dataclass(frozen=True, slots=True)
class Part:
    """All rows of one kind; `brief` ones are read as one line each. `keys` of the rows, in their order."""

    name: str
    title: str
    resource: str
    brief: bool
    rows: list[list[Line]]
    keys: tuple[int, ...] = ()
