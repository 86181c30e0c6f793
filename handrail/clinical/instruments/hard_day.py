"""A hard day, as the person told it: one of the two hardest answers about mood, or the strongest urge.

Evidence: design, own wording; a mark on the person's own page, compared with nobody, and it raises nothing.
"""

from __future__ import annotations

from handrail.clinical.instruments.check_in import TAPS, value_for

VERSION = "1"
HARD_MOODS = ("hard", "very_hard")
STRONGEST_URGE = TAPS["craving"].choices[-1].value


def is_hard(mood: float | None, craving: float | None) -> bool:
    """Whether one check-in told of a hard day. What was not answered tells nothing."""
    hard_mood = mood is not None and mood <= max(value_for("mood", choice) for choice in HARD_MOODS)
    return hard_mood or (craving is not None and craving >= value_for("craving", STRONGEST_URGE))
