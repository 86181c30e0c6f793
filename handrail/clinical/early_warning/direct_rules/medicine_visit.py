"""Somebody did not come to a visit with the prescriber or nurse: medicine, or a lab visit.

Source: clinical protocols, medication treatment is a bridge only where the next prescription exists. That one such
visit is enough to ask: own wording. Evidence: design. What was cancelled beforehand does not count.
"""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

MEDICINE_VISIT = DirectFinding(
    "medicine_visit",
    PRIORITY,
    "Did not come to a visit with the prescriber or nurse.",
    "A reason to ask today whether there is enough medicine. The prescriber decides about medicine.",
)


def medicine_visit(*, came: bool, with_prescriber: bool) -> DirectFinding | None:
    """A visit that was not kept, and was about medicine."""
    return MEDICINE_VISIT if with_prescriber and not came else None
