"""Work, home or people became harder to manage, as the last question of the PHQ-9 asks.

Source: PHQ-9, its question about difficulty (Kroenke 2001), which is outside the total. That "very difficult", and
more than the time before, is a reason to talk: own rule. Evidence: design.
"""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

SCALE, ITEM = "phq9", "phq9_10"
#: 0 not difficult at all, 1 somewhat, 2 very, 3 extremely difficult.
VERY = 2

FUNCTIONING_DOWN = DirectFinding(
    "functioning_down",
    PRIORITY,
    "Work, home or getting along became very difficult.",
    "Ask what is hardest in the day, and what would take some of it off.",
)


def functioning_down(before: int | None, now: int | None) -> DirectFinding | None:
    """At least very difficult, and more than before; nothing where one of the two is not known."""
    if before is None or now is None or now < VERY or now <= before:
        return None
    return FUNCTIONING_DOWN
