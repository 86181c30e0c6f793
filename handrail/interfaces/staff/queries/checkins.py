"""A month of check-ins as three strips, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.journey.wording.measures import figure, signal_words
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.measures.queries import DayAnswers, answers_by_day
from handrail.interfaces.staff.charts import days_until, strip
from handrail.interfaces.staff.queries.record import Record
from handrail.ui.charts import Spark

DAYS = 28
SHOWN = ("craving", "mood", "sleep_quality", "sleep_hours")


@dataclass(frozen=True, slots=True)
class Month:
    """`strips` are (what it is called, the strip); `table` has a row a day with answers, newest first."""

    title: str
    strips: tuple[tuple[str, Spark], ...]
    heads: tuple[str, ...]
    table: tuple[tuple[date, tuple[str, ...]], ...]


def month_of(record: Record) -> Month | None:
    """The last four weeks of check-ins, for whoever may read them; None when there is nothing to draw."""
    if not record.may("checkins"):
        return None
    days = days_until(record.today, DAYS)
    told = answers_by_day(CheckIn.objects.filter(person=record.person).between(days[0], days[-1]))
    fields = [field for field in SHOWN if any(day[field] is not None for day in told.values())]
    if not fields:
        return None
    title = ngettext(
        "Checked in on %(n)s of the last %(days)s days",
        "Checked in on %(n)s of the last %(days)s days",
        len(told),
    )
    return Month(
        title=title % {"n": len(told), "days": DAYS},
        strips=tuple((signal_words(field), strip(field, told, record.today, DAYS)) for field in fields),
        heads=tuple(signal_words(field) for field in fields),
        table=tuple((day, _row(told[day], fields)) for day in sorted(told, reverse=True)),
    )


def _row(day: DayAnswers, fields: list[str]) -> tuple[str, ...]:
    return tuple(
        _("skipped") if (value := day[field]) is None else figure(round(value, 1)) for field in fields
    )
