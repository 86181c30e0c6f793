"""Reads everything that a copy holds of one person: for a page or a paper in words, for a program in values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from handrail.continuum.copies.labels import LABELS
from handrail.continuum.copies.parts import Line, Part
from handrail.continuum.copies.saying import plain, said
from handrail.continuum.copies.shelf import SHELF, Kept
from handrail.continuum.copies.story import CELL, story_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


def everything_of(person: Person, resources: Collection[str], act: Act) -> list[Part]:
    """The parts whose cell was handed over, in the order of the shelf, then the story in words."""
    parts = [_part(kept, person) for kept in SHELF if kept.resource in resources]
    return [*parts, story_of(person, act)] if CELL in resources else parts


def as_data(parts: Collection[Part]) -> list[dict[str, Any]]:
    """The same for a program: every column by its name, empty ones too."""
    return [
        {"kind": part.name, "title": part.title, "part": part.resource,
         "rows": [{line.name: line.value for line in row} for row in part.rows]}
        for part in parts
    ]  # fmt: skip


def _part(kept: Kept, person: Person) -> Part:
    found = list(kept.rows(person))
    rows = [[_line(row, name, person) for name in kept.fields] for row in found]
    keys = tuple(row.pk for row in found)
    return Part(kept.name, str(kept.title), kept.resource, kept.brief, rows, keys)


def _line(row: Model, name: str, person: Person) -> Line:
    return Line(name, str(LABELS[name]), said(row, name, person), plain(row, name))
