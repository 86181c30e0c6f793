"""The skills of the weeks, as a worker reads them before a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from handrail.continuum.journey.wording.practices import title_of
from handrail.foundation.practices.models import monday_of
from handrail.foundation.practices.queries import weeks_told
from handrail.interfaces.staff.queries.practices import ToldLine, lines_of
from handrail.interfaces.staff.queries.record import Record

#: How many weeks are read at once; all of them stand in the story.
WEEKS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class WeekOfSkill:
    """One week: from which Monday, which skill, who chose it, and what was told about it in that week."""

    week: str
    title: str
    chosen_by: str
    now: bool
    lines: list[ToldLine]


def skills_of(record: Record, since: date | None = None) -> list[WeekOfSkill]:
    """The latest weeks that have a skill, from the week of `since` on; nothing where the reader may not read them."""
    if not record.may("care_plan"):
        return []
    return [
        WeekOfSkill(
            date_format(one.week, "M j"),
            title_of(one.method),
            one.chosen_by.preferred_name,
            one.week == monday_of(record.today),
            lines_of(logs, one.method, record),
        )
        for one, logs in weeks_told(record.person, at_most=WEEKS_SHOWN, since=since)
    ]
