"""A programme under 42 CFR Part 2 does not run with consent off: what the doctor says, and what a start refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import psycopg

from handrail.operations.findings import Finding
from handrail.operations.trouble import Trouble

if TYPE_CHECKING:
    from handrail.foundation.consent.enforcement import Matrix

#: How many programmes there are, by what they declared.
DECLARED = "SELECT part2, count(*) FROM teams_programme GROUP BY part2"
DO = "Bring handrail/foundation/consent/access_matrix.yaml back as it was released: docs/recipes/change-the-law.md."


def consent(connection: psycopg.Connection, cells: Matrix | None = None) -> Finding:
    """How many programmes are covered, and whether what they need is enforced."""
    from handrail.foundation.consent.enforcement import is_enforced

    declared: Mapping[str, int] = dict(connection.execute(DECLARED).fetchall())
    covered = sum(count for part2, count in declared.items() if part2 != "not_covered")
    unsaid = declared.get("undeclared", 0)
    says = f"{covered} of {sum(declared.values())} programmes under Part 2"
    says += f", {unsaid} of them because nothing was declared" if unsaid else ""
    if is_enforced(cells):
        return Finding("Consent", True, f"{says}; enforced")
    return Finding("Consent", not covered, f"{says}; the access matrix was changed and enforces less", DO)


def see_that_consent_is_enforced(cells: Matrix | None = None) -> None:
    """Raises Trouble when a programme is under Part 2, or declared nothing, and the matrix enforces less."""
    from handrail.foundation.consent.enforcement import is_enforced
    from handrail.foundation.teams.models import Programme

    covered = Programme.objects.exclude(part2=Programme.Part2.NOT_COVERED).exists()
    if covered and not is_enforced(cells):
        raise Trouble(
            "The access matrix of this installation is not the one that was released, and a programme here is "
            "under 42 CFR Part 2.",
            kept="Nothing was opened to anybody.",
            do=DO,
        )
