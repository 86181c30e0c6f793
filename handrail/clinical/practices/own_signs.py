"""The early signs that a person knows of themself and sees today. Counted, never scored.

Source: instruments.yaml, early_warning_signs: the person picks their own; no probability of anything follows from them.
The places are ours and lean to the careful side. Evidence: design; a site approves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, SUPPORT_NOW, DirectFinding

#: From how many of their own signs at once the team is told, whether or not they ask for it.
SEVERAL = 3

SEEN = DirectFinding(
    "own_signs",
    SUPPORT_NOW,
    "Sees early signs of their own.",
    "Offer support; look at their plan for risky times.",
)
TOLD = DirectFinding(
    "own_signs_several", PRIORITY, "Sees several early signs of their own.",
    "Get in touch within the day, and go through their plan for risky times together.",
)  # fmt: skip
ASKED = DirectFinding(
    "own_signs_asked", PRIORITY, "Sees early signs of their own and asks for somebody.",
    "Get in touch within the day, and go through their plan for risky times together.",
)  # fmt: skip


def own_signs(answers: Mapping[str, Any]) -> DirectFinding | None:
    """What the ticked signs and the wish for somebody ask for."""
    seen = len(answers.get("signs", ()))
    if answers.get("tell") == "yes":
        return ASKED
    if seen >= SEVERAL:
        return TOLD
    return SEEN if seen else None
