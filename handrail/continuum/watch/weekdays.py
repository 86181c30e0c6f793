"""Weekdays in words. Monday is 0."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from handrail.clinical.early_warning.expected import EVERY_DAY


def weekday_words(weekdays: Collection[int]) -> str:
    """`Monday, Wednesday, Friday`, or that it is every day."""
    if set(weekdays) == EVERY_DAY:
        return _("Every day")
    return ", ".join(str(WEEKDAYS[day]) for day in sorted(weekdays))
