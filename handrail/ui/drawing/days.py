"""The days of a river as the rows of its table: up to a year of them stand on every record.

They are put together here, since a cell costs a template several nodes: drawn by one, the table alone was an eighth
of the time of a person's page (bench/README.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from handrail.ui.charts import River

#: How a day without an answer to a question is told.
NOTHING = "–"


def draw_days(chart: River) -> SafeString:
    """A row for each day with an answer, the latest first: the day, then what was answered to each question."""
    named, told = cache(_month), cache(_told)
    rows = [
        f'<tr><th scope="row">{named(day.month)} {day.day}, {day.year}</th>'
        f"{''.join([told(value) for value in values])}</tr>"
        for day, values in chart.days
    ]
    return mark_safe("".join(rows))  # noqa: S308


def name_days(days: Iterable[date]) -> str:
    """Days as a list in words, "Nov 3, Oct 28"; a dash when there is none."""
    named = cache(_month)
    return ", ".join([f"{named(day.month)} {day.day}" for day in days]) or NOTHING


def _month(month: int) -> str:
    return str(conditional_escape(date_format(date(2000, month, 1), "M")))


def _told(value: float | None) -> str:
    shown = NOTHING if value is None else conditional_escape(floatformat(value, "-1"))
    return f'<td class="num">{shown}</td>'
