"""One daily check-in as the direct rules read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckInAnswers:
    """The answers of one check-in, None where skipped. `day` counts days (date.toordinal()).

    `use` is no, yes or unsaid (rather not say); `safe` is yes, not_sure or no.
    """

    day: int
    mood: float | None = None
    craving: float | None = None
    stress: float | None = None
    sleep_hours: float | None = None
    confidence: float | None = None
    use: str | None = None
    safe: str | None = None
