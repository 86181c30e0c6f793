"""Weekdays in words. Monday is 0."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.clinical.early_warning.expected import EVERY_DAY


def weekday_words(weekdays: Collection[int], until: date | None = None) -> str:
    """`Monday, Wednesday, Friday`, or that it is every day; with the last day of a while."""
    every = set(weekdays) == EVERY_DAY
    days = _("Every day") if every else ", ".join(str(WEEKDAYS[day]) for day in sorted(weekdays))
    if until is None:
        return days
    return _("%(days)s, until %(day)s") % {"days": days, "day": date_format(until, "MONTH_DAY_FORMAT")}
