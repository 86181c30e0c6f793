"""What is owed after a breach, and by which day (42 CFR 2.16(b), which follows 45 CFR 164.404, .406, .408 and .412).

Pure: facts in, what is owed out. The numbers are those of the law, in calendar days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: From the day it was found, or could have been found with care, until each person is told at the latest (164.404(b)); from
#: the end of the year until the yearly report of smaller ones (164.408(c)).
WITHIN = timedelta(days=60)
#: So many people make it one that the office hears of at once (164.408(b)) and the press where they live (164.406). The press
#: is asked for above this number in one state: we count all of them and say so, which never tells fewer.
LARGE = 500
#: The finding by which people are told; any other says that nobody has to be.
NOTIFY = "notify"


class Owed(StrEnum):
    """What still has to be done, in the order it is done."""

    WEIGH = "weigh"
    NAME = "name"
    WRITE = "write"
    TELL = "tell"
    PRESS = "press"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. `finding` "" is not weighed yet; `named` people with a record here, `told` of them; `others` without one."""

    found_on: date
    finding: str = ""
    named: int = 0
    told: int = 0
    others: int = 0
    others_told: bool = False
    written: bool = False
    press: bool = False
    office: bool = False
    hold_until: date | None = None

    @property
    def notify(self) -> bool:
        """Whether people have to be told."""
        return self.finding == NOTIFY


def affected(facts: Facts) -> int:
    """How many people in all."""
    return facts.named + facts.others


def large(facts: Facts) -> bool:
    """Whether the office and the press hear of it as soon as the people do."""
    return affected(facts) >= LARGE


def people_by(facts: Facts) -> date:
    """The last day for telling. Without needless delay comes first: this is the end, not the aim. Only an authority that
    investigates may have it put off (164.412)."""
    by = facts.found_on + WITHIN
    return max(by, facts.hold_until) if facts.hold_until else by


def office_by(facts: Facts) -> date:
    """The last day for the report to the office: with the people, or after the end of the year in which it was found."""
    if large(facts):
        return people_by(facts)
    by = date(facts.found_on.year, 12, 31) + WITHIN
    return max(by, facts.hold_until) if facts.hold_until else by


def owed(facts: Facts) -> tuple[tuple[Owed, date], ...]:
    """What is still to be done with its last day; nothing once all is done, or where nobody has to be told."""
    by = people_by(facts)
    if not facts.finding:
        return ((Owed.WEIGH, by),)
    if not facts.notify:
        return ()
    nobody = affected(facts) == 0
    untold = facts.told < facts.named or bool(facts.others and not facts.others_told)
    found = [
        (Owed.NAME, by, nobody),
        (Owed.WRITE, by, not facts.written),
        (Owed.TELL, by, untold),
        (Owed.PRESS, by, large(facts) and not facts.press),
        (Owed.OFFICE, office_by(facts), not facts.office),
    ]
    return tuple((what, day) for what, day, open_ in found if open_)
