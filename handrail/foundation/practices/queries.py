"""Which skill is in the middle of a week, and what was told about it in that week."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import PracticeLog, SkillOfWeek, monday_of


def skill_of_week(person: Person, day: date) -> SkillOfWeek | None:
    """The skill that was chosen for the week of that day. One query; the caller has asked who may read it."""
    standing = SkillOfWeek.objects.of(person).standing().filter(week=monday_of(day))
    return standing.select_related("chosen_by").first()


def weeks_told(
    person: Person, *, at_most: int, since: date | None = None
) -> list[tuple[SkillOfWeek, list[PracticeLog]]]:
    """The skills of the weeks, the latest first, each with what was told about it in its week. Two queries."""
    found = SkillOfWeek.objects.of(person).standing().select_related("chosen_by").order_by("-week")
    weeks = list((found.filter(week__gte=monday_of(since)) if since else found)[:at_most])
    if not weeks:
        return []
    logs = list(
        PracticeLog.objects.of(person)
        .filter(method__in={one.method for one in weeks}, day__gte=weeks[-1].week)
        .newest_first()
    )
    return [(one, [log for log in logs if _in_week(log, one)]) for one in weeks]


def _in_week(log: PracticeLog, one: SkillOfWeek) -> bool:
    return log.method == one.method and one.week <= log.day < one.week + timedelta(days=7)
