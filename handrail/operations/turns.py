"""Programs that do their work and end, and come again. It knows nothing of Django."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turns:
    """In seconds: from the end of a turn to the next one, the same after a turn that failed, and the longest a turn
    may take."""

    every: float
    after_failure: float
    at_most: float


#: What verifies the ledger. A turn that takes longer than this hangs.
VERIFIER = Turns(every=3600, after_failure=60, at_most=6 * 3600)
