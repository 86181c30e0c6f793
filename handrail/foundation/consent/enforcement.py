"""Whether what 42 CFR Part 2 asks for is enforced: a covered programme does not run otherwise (requirement P2-01).

There is no switch for it. What could take it away is an access matrix that was edited where it is installed: a cell
that no longer says what it needs, or a word for it that no rule here knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from handrail.foundation.consent.matrix import Cell, matrix
from handrail.foundation.consent.part2 import BASES

Matrix = Mapping[str, Mapping[str, Cell]]

#: What the cells of the released matrix need, as `needs_of` writes it. Changed with the matrix, by review, in one commit.
RELEASED = "df6c60869b9ca1b039d651f769be98ed"
#: Words that need no consent to be looked up: one's own record, the programme's own circle, and counts of nobody.
WITHOUT_LOOKING = {"", "self", "inside", "not_identifying"}


def needs_of(cells: Matrix) -> str:
    """A digest of who may read and write what, and what each cell needs of the Part 2 label."""
    told = {
        role: {
            name: [found.read, found.write, found.part2, found.glass] for name, found in sorted(row.items())
        }
        for role, row in sorted(cells.items())
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def is_enforced(cells: Matrix | None = None) -> bool:
    """The matrix needs what it needed when it was released, and each of its words has a rule."""
    used = matrix() if cells is None else cells
    words = {found.part2 for row in used.values() for found in row.values()}
    return needs_of(used) == RELEASED and words - WITHOUT_LOOKING <= set(BASES)
