"""Short sleep under stress, three days in a row. Source: daily check-in rules (own wording). Evidence: design."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import PRIORITY, DirectFinding

DAYS = 3
SLEEP_BELOW = 5
STRESS_FROM = 7

SHORT_SLEEP = DirectFinding(
    "short_sleep_with_stress",
    PRIORITY,
    "Three days of under 5 hours of sleep with stress of 7 or more.",
    "Flag for the team if sharing is on.",
)


def short_sleep(recent: Sequence[CheckInAnswers]) -> DirectFinding | None:
    """Sleep under 5 hours and stress of 7 or more on the day of the last check-in and on the two days before it.

    A day on which either was skipped does not count, and is not filled in.
    """
    last = recent[-1].day
    short = {one.day for one in recent if one.sleep_hours is not None and one.sleep_hours < SLEEP_BELOW}
    stressed = {one.day for one in recent if one.stress is not None and one.stress >= STRESS_FROM}
    return SHORT_SLEEP if all(last - back in short & stressed for back in range(DAYS)) else None
