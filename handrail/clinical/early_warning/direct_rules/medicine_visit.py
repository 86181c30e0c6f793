"""Somebody did not come to a visit with the prescriber or nurse: medicine, or a lab visit.

Source: clinical protocols, medication treatment is a bridge only where the next prescription exists. That one such
visit is enough to ask: own wording. Evidence: design. What was cancelled beforehand does not count.
"""

from __future__ import annotations

from dataclasses import replace

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

MEDICINE_VISIT = DirectFinding(
    "medicine_visit",
    PRIORITY,
    "Did not come to a visit with the prescriber or nurse.",
    "A reason to ask today whether there is enough medicine. The prescriber decides about medicine.",
)
#: The same when it was not picked up, or there is none left.
MEDICINE_LACKS = replace(MEDICINE_VISIT, reason="Medicine was not picked up, or there is none left.")


def medicine_lacks(*, not_picked_up: bool, ran_out: bool) -> DirectFinding | None:
    """Somebody said that they could not pick it up, or that there is none left."""
    return MEDICINE_LACKS if not_picked_up or ran_out else None


#: The same of a visit that is not with us: the team only hears that it did not happen.
MEDICINE_VISIT_ELSEWHERE = replace(
    MEDICINE_VISIT, reason="A visit elsewhere for medicine or lab work did not happen."
)


def medicine_visit_elsewhere(*, happened: bool, about_medicine: bool) -> DirectFinding | None:
    """A visit elsewhere that did not happen, and was for medication treatment or lab work."""
    return MEDICINE_VISIT_ELSEWHERE if about_medicine and not happened else None


def medicine_visit(*, came: bool, with_prescriber: bool) -> DirectFinding | None:
    """A visit that was not kept, and was about medicine."""
    return MEDICINE_VISIT if with_prescriber and not came else None
