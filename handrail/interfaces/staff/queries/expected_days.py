"""On which days a check-in of somebody is expected, as it stands beside their name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.continuum.watch.expecting import choice_of
from handrail.continuum.watch.models import Absence
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local


@dataclass(frozen=True, slots=True)
class ExpectedDays:
    lines: list[str]
    may_write: bool


def expected_days(person: Person, at: datetime, may: Callable[..., bool]) -> ExpectedDays | None:
    """The weekdays, and when they are away, for whoever reads their check-ins."""
    if not may("checkins"):
        return None
    today = local(person, at).date()
    told = Absence.objects.of(person).not_over(today).order_by("from_on", "pk")
    return ExpectedDays([choice_of(person, today).words, *map(_away, told)], may("checkins", "append"))


def _away(one: Absence) -> str:
    return _("Away from %(first)s to %(last)s") % {
        "first": date_format(one.from_on, "DATE_FORMAT"), "last": date_format(one.until_on, "DATE_FORMAT")
    }  # fmt: skip
