"""The nouns of the watch: what changed in somebody, when nobody was expected, and the gaps round them."""

from handrail.continuum.watch.models.changes import (
    CHECKINS,
    MEASURES,
    MEDICATIONS,
    Absence,
    CheckInDays,
    Concern,
    Finding,
    Outage,
    WatchState,
)
from handrail.continuum.watch.models.gaps import Gap, GapDays, GapNight
from handrail.continuum.watch.models.telling import Sensitivity

__all__ = [
    "CHECKINS",
    "MEASURES",
    "MEDICATIONS",
    "Absence",
    "CheckInDays",
    "Concern",
    "Finding",
    "Gap",
    "GapDays",
    "GapNight",
    "Outage",
    "Sensitivity",
    "WatchState",
]
