"""Days where there is little room, "Nov 30" or "30 nov": each language says in which order, as a pattern of Django’s date filter."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import pgettext


def short_day(day: date) -> str:
    """Nov 30."""
    return date_format(day, pgettext("a pattern of Django’s date filter", "M j"))


def short_day_and_year(day: date) -> str:
    """Nov 30, 2026."""
    return date_format(day, pgettext("a pattern of Django’s date filter", "M j, Y"))


def short_month(day: date, *, year: bool) -> str:
    """Nov, or Nov 2026."""
    if year:
        return date_format(day, pgettext("a pattern of Django’s date filter", "M Y"))
    return date_format(day, pgettext("a pattern of Django’s date filter", "M"))
