"""How urgent what happened is, and within which time somebody answers in person.

Source: clinical/measures.yaml, own_standards.crisis_tiers and alert_acknowledgement (design: a site must approve the
times). The tier is chosen by a human, or follows from what a person said or answered by the table `TIER_OF`; it is
never computed from free text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Tier:
    """1 is the most urgent. `respond_within` is zero for at once; `action` says what is done."""

    number: int
    name: str
    respond_within: timedelta
    action: str


TIERS = (
    Tier(1, "Danger now", timedelta(0), "Emergency number, stay on the line; naloxone if opioid overdose is possible"),
    Tier(2, "Very urgent", timedelta(hours=1), "Live clinician now; mobile crisis or emergency department"),
    Tier(3, "Urgent", timedelta(hours=24), "Same-day assessment; safety plan; naloxone"),
)  # fmt: skip

#: What can wait longer is no alert, but somebody owns it all the same. Ten business days are two weeks of the calendar.
SLOWER = (
    Tier(4, "Soon", timedelta(hours=72), "Counselor or peer contact; plan review"),
    Tier(5, "Routine", timedelta(days=14), "Evaluation and first service"),
)

#: What raised an alert, and the tier it begins with until a human says otherwise.
TIER_OF = {
    "overdose": 1,
    "person": 2,
    "worker": 2,
    "supporter": 2,
    "partner": 2,
    "safety_answer": 2,
    "detector": 3,
}


def tier_of(origin: str) -> Tier:
    """The tier an alert of this origin begins with. Raises KeyError for an origin that is none."""
    return tier(TIER_OF[origin])


def tier(number: int) -> Tier:
    """Raises KeyError unless 1, 2 or 3: slower matters are no alerts, but steps in the plan."""
    return {found.number: found for found in TIERS}[number]


def standard(number: int) -> Tier:
    """Any of the five of the standard, as a human chooses them. Raises KeyError for another number."""
    return {found.number: found for found in (*TIERS, *SLOWER)}[number]


def as_alert(number: int) -> int:
    """The tier an open alert stands in when a human chose `number`: while it is open it never drops below the last."""
    return min(standard(number).number, TIERS[-1].number)
