"""From one moment until another: the words that several nouns share."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import DateField, DateTimeField, Func, Q, Value


def open_at(moment: datetime, start: str = "from_at", end: str = "until_at") -> Q:
    """Begun by `moment` and not over yet."""
    return Q(**{f"{start}__lte": moment}) & (Q(**{end: None}) | Q(**{f"{end}__gt": moment}))


def open_on(day: date) -> Q:
    """Begun by `day` and not over yet; the last day is not in it."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


class OrganisationDay(Func):
    """The calendar day of a moment where the organisation is, inside the statement that asks: no question more.

    What runs out on a day runs out at midnight there, whatever day it is in Greenwich.
    """

    template = "((%(expressions)s)::timestamptz AT TIME ZONE COALESCE((SELECT time_zone FROM teams_organisation), 'UTC'))::date"
    output_field = DateField()

    def __init__(self, moment: datetime) -> None:
        super().__init__(Value(moment, DateTimeField()))
