"""Which parts of which records a viewer may read, asked once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


def readable(act: Act, people: Iterable[int], resources: Iterable[str]) -> dict[str, frozenset[int]]:
    """For each resource of the access matrix, the keys of those `people` whose resource may be read. One query."""
    wanted = tuple(resources)
    columns = {
        f"may_{resource}": Exists(people_for(act, resource).filter(pk=OuterRef("pk"))) for resource in wanted
    }
    rows = list(Person.objects.filter(pk__in=set(people)).annotate(**columns).values("pk", *columns))
    return {resource: frozenset(row["pk"] for row in rows if row[f"may_{resource}"]) for resource in wanted}
