"""Which parts of which records a viewer may read or change, asked once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from handrail.foundation.consent.evaluator import WHOLE, grounds, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person

Cell = tuple[str, str]


def readable(act: Act, people: Iterable[int], resources: Iterable[str]) -> dict[str, frozenset[int]]:
    """For each resource of the access matrix, the keys of those `people` whose resource may be read. One query."""
    wanted = tuple(resources)
    found = openings(act, people, [(resource, "read") for resource in wanted])
    return {resource: found[resource, "read"] for resource in wanted}


def openings(
    act: Act, people: Iterable[int], cells: Iterable[Cell], fields: str = WHOLE
) -> dict[Cell, frozenset[int]]:
    """For each cell (resource, action), the keys of those `people` for whom it opens to a page that shows `fields` of
    it. One query."""
    asked = {(resource, action): grounds(act, resource, action, fields) for resource, action in cells}
    # Many cells have the same grounds: each question is asked once.
    first = {why: cell for cell, why in reversed(asked.items())}
    columns = {why: f"opens_{n}" for n, why in enumerate(first)}
    opens = {
        columns[why]: Exists(people_for(act, *first[why], fields).filter(pk=OuterRef("pk"))) for why in first
    }
    rows = list(Person.objects.filter(pk__in=set(people)).annotate(**opens).values("pk", *opens))
    return {cell: frozenset(row["pk"] for row in rows if row[columns[why]]) for cell, why in asked.items()}
