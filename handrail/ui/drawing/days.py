"""The days of a river as the rows of its table: up to a year of them stand on every record.

They are put together here, since a cell costs a template several nodes: drawn by one, the table alone was an eighth
of the time of a person's page (bench/README.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from django.template.defaultfilters import floatformat
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from handrail.ui.charts import River
from handrail.ui.short_days import short_month

#: How a day without an answer to a question is told.
NOTHING = "–"


def draw_days(chart: River) -> SafeString:
    """A row for each day with an answer, the latest first: the day, then what was answered to each question."""
    told, months = cache(_told), cache(_month)
    named = pgettext("a day", "%(month)s %(day)s, %(year)s")
    rows = [
        f'<tr><th scope="row">{named % _parts(day, months)}</th>'
        f"{''.join([told(value) for value in values])}</tr>"
        for day, values in chart.days
    ]
    return mark_safe("".join(rows))  # noqa: S308


def name_days(days: Iterable[date]) -> str:
    """Days as a list in words, "Nov 3, Oct 28"; a dash when there is none."""
    months, named = cache(_month), pgettext("a day", "%(month)s %(day)s")
    return ", ".join([named % _parts(day, months) for day in days]) or NOTHING


def _parts(day: date, months: Callable[[int], str]) -> dict[str, str | int]:
    return {"month": months(day.month), "day": day.day, "year": day.year}


def _month(month: int) -> str:
    return str(conditional_escape(short_month(date(2000, month, 1), year=False)))


def _told(value: float | None) -> str:
    shown = NOTHING if value is None else conditional_escape(floatformat(value, "-1"))
    return f'<td class="num">{shown}</td>'
