"""Which day it is where the organisation is: what begins or ends on a day does so at midnight there."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import DateField, DateTimeField, Func, Q, Value

#: The organisation's day at a moment, in SQL; for whoever writes a statement of their own.
OUR_DAY = "((%s)::timestamptz AT TIME ZONE COALESCE((SELECT time_zone FROM teams_organisation), 'UTC'))::date"


class OrganisationDay(Func):
    """The calendar day of a moment where the organisation is, inside the statement that asks: no question more.

    What runs out on a day runs out at midnight there, whatever day it is in Greenwich.
    """

    template = OUR_DAY % "%(expressions)s"
    output_field = DateField()

    def __init__(self, moment: datetime) -> None:
        super().__init__(Value(moment, DateTimeField()))


def lasting(day: date | OrganisationDay) -> Q:
    """Begun by that day and not over yet; the last day is not in it."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


def lasting_at(moment: datetime) -> Q:
    """Begun and not over on the organisation's day of that moment."""
    return lasting(OrganisationDay(moment))
