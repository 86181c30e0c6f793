"""Nobody has heard from somebody in a week, and tries to reach them went unanswered.

Source: withdrawal from supports is among the early signs that people name themselves (own pick list); telephone recovery
support goes on calling after calls that nobody answered (practice notes, peer support). Evidence: design. Anything that was
heard counts: a check-in, a visit, a group, a meeting, a conversation with their peer, a message or a text from them.
"""

from __future__ import annotations

from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

DAYS = 7
TRIES = 3

OUT_OF_TOUCH = DirectFinding(
    "out_of_touch",
    PRIORITY,
    "Nobody has heard from them in a week, and we tried.",
    "Go to where they are, or ask who else may reach them: no call was answered.",
)


def out_of_touch(days_since_heard: int | None, tries: int) -> DirectFinding | None:
    """`days_since_heard` None: nobody ever heard from them, which is a beginning and no change."""
    silent = days_since_heard is not None and days_since_heard >= DAYS
    return OUT_OF_TOUCH if silent and tries >= TRIES else None
