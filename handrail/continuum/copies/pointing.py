"""A row of somebody's own record that they point at: what kind it is, where it lies, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.continuum.copies.labels import LABELS
from handrail.continuum.copies.saying import said
from handrail.continuum.copies.shelf import SHELF, Kept
from handrail.foundation.people.models import Person

#: What a person may say is wrong: their record, not who looked at it or what left, which cannot be otherwise.
NOT_TO_CORRECT = {"audit", "disclosure_log", "emergency_access", "accounts"}
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Pointed:
    """`stands` is the row in words, as the person sees it."""

    kept: Kept
    row: int
    stands: str


def pointed_at(person: Person, about: str, row: str) -> Pointed | None:
    """The row that an address or a form names, when it is theirs and can be corrected."""
    kept = next((one for one in correctable() if one.name == about), None)
    if kept is None or not (row.isascii() and row.isdigit() and len(row) < 19):
        return None
    found = kept.rows(person).filter(pk=int(row)).first()
    if found is None:
        return None
    lines = [(LABELS[name], "; ".join(said(found, name, person))) for name in kept.fields]
    return Pointed(
        kept, int(row), "\n".join(f"{label}: {words}" for label, words in lines if words)[:LONGEST]
    )


def correctable() -> list[Kept]:
    """The kinds of rows that can be pointed at."""
    return [kept for kept in SHELF if kept.resource not in NOT_TO_CORRECT]


def resource_named(title: str) -> str:
    """The cell in which rows of this kind lie; "" for something else."""
    return next((kept.resource for kept in correctable() if kept.name == title), "")
