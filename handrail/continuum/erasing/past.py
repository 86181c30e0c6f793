"""Of whom everything that had to be kept is past its time. Nothing goes by time alone: the officer may open a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from handrail.continuum.erasing.fates import TEN
from handrail.continuum.erasing.keeping import day_of, from_which_day
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.queries import may_be_erased, years_kept
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import organisation_day


@dataclass(frozen=True, slots=True)
class Past:
    """Since the day `since` nothing asks us to keep anything of this person."""

    person: Person
    since: date


def past_its_time(act: Act) -> list[Past]:
    """Those the privacy officer may open a case for, the longest past first; for others nobody."""
    today, years = organisation_day(act.at), years_kept()[TEN]
    open_ones = Enrolment.objects.filter(until_on=None)
    # Roughly by the year in the database, then by the day, with the birthday of who was a minor.
    ended = (
        Enrolment.objects.exclude(person__in=open_ones.values("person"))
        .filter(person__in=may_be_erased(act).values("pk"))
        .values("person").annotate(last=Max("until_on"))
        .filter(last__year__lte=today.year - years)
    )  # fmt: skip
    last = dict(ended.values_list("person", "last"))
    found = []
    for person in Person.objects.filter(pk__in=last):
        since = day_of(years, from_which_day(person, last[person.pk]))
        if since and since <= today:
            found.append(Past(person, since))
    return sorted(found, key=lambda one: (one.since, one.person.pk))
