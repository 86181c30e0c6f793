"""When a scale is asked again by itself: at intake, every so many days, before or after each session; never too soon.

Source: `cadence.minimum_gap_days` of each definition, with its evidence there. Evidence of the three numbers below:
design.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from handrail.clinical.instruments.scale import Instrument

#: "Before a session" begins on the day before it.
DAYS_BEFORE_SESSION = 1
#: "After a session" ends on the day after it: what is asked later is about a session that has faded.
DAYS_AFTER_SESSION = 1
#: An enrolment longer ago than this is no intake any more.
INTAKE_DAYS = 14

When = Literal["intake", "every", "session", "after"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`days` for "every" only."""

    when: When
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule looks at, all on the person's own days. `last` is when they were last asked or last answered;
    `session_on` the day of the session that it is asked before, or after."""

    today: date
    enrolled_on: date
    last: date | None = None
    session_on: date | None = None


def least_days(scale: Instrument) -> int:
    """How many days must lie between two times; at least one."""
    return max(1, scale.minimum_gap_days or 1)


def is_due(scale: Instrument, rule: Rule, known: Known) -> bool:
    """Whether it is time to ask. Somebody who declined was asked: the gap counts from then."""
    if known.last is not None and (known.today - known.last).days < least_days(scale):
        return False
    if rule.when == "intake":
        fresh = (known.today - known.enrolled_on).days <= INTAKE_DAYS
        return fresh and (known.last is None or known.last < known.enrolled_on)
    if rule.when == "every":
        return known.last is None or (known.today - known.last).days >= (rule.days or least_days(scale))
    return (_after if rule.when == "after" else _before)(known.session_on, known)


def _before(session_on: date | None, known: Known) -> bool:
    if session_on is None:
        return False
    first = session_on - timedelta(days=DAYS_BEFORE_SESSION)
    asked_for_it = known.last is not None and known.last >= first
    return first <= known.today <= session_on and not asked_for_it


def _after(session_on: date | None, known: Known) -> bool:
    if session_on is None:
        return False
    asked_for_it = known.last is not None and known.last >= session_on
    return session_on <= known.today <= session_on + timedelta(days=DAYS_AFTER_SESSION) and not asked_for_it
