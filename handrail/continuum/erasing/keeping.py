"""How long what must be kept of a person is kept: so many years after the last service, as many as the access
matrix asks or as the organization set above it (`rights.queries.years_kept`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max
from django.utils.functional import Promise

from handrail.continuum.erasing.fates import AT_ONCE, FATES, Fate
from handrail.foundation.people.models import Person
from handrail.foundation.rights.queries import years_kept
from handrail.foundation.teams.models import Enrolment

#: From this birthday on, years count for somebody who was a minor when they were last here.
GROWN = 18


@dataclass(frozen=True, slots=True)
class Stage:
    """What goes together, `years` (as kept here) after the last service: `on` is the day from which it may, None while the person is with us; `titles` of what there is."""

    years: int
    on: date | None
    titles: tuple[Promise, ...]


def last_service(person: Person) -> date | None:
    """The day from which the years count; None while somebody is enrolled. No number is guessed for a minor: they
    count from their eighteenth birthday."""
    stays = Enrolment.objects.filter(person=person)
    ended: date | None = stays.aggregate(last=Max("until_on"))["last"]
    if ended is None or stays.filter(until_on=None).exists():
        return None
    return from_which_day(person, ended)


def from_which_day(person: Person, ended: date) -> date:
    """The day from which the years count for somebody whose last time with us ended on `ended`."""
    grown = _years_on(person.born_on, GROWN) if person.born_on else ended
    return max(ended, grown)


def day_of(years: int, last: date | None) -> date | None:
    """From which day on what is kept so long may go."""
    return _years_on(last, years) if last else None


def reached(person: Person, today: date) -> int:
    """How far erasing may go today: a stage, by the years that are asked for, whenever the years kept here are over."""
    last, kept = last_service(person), years_kept()
    days = {asked: day_of(years, last) for asked, years in kept.items()}
    return max((asked for asked, day in days.items() if day and day <= today), default=AT_ONCE)


def stages_of(person: Person) -> list[Stage]:
    """What there is of this person, by the day from which it may go."""
    last, there, kept = last_service(person), _there(person), {AT_ONCE: 0, **years_kept()}
    found = []
    for years in sorted(set(kept.values())):
        titles = tuple(one.title for one in there if kept[one.years] == years and one.title)
        if titles:
            found.append(Stage(years, day_of(years, last) if years else None, titles))
    return found


def _there(person: Person) -> list[Fate]:
    """The kinds of which this person has rows: one question for all of them."""
    asked = [Exists(one.rows(person)) for one in FATES]
    (answers,) = Person.objects.filter(pk=person.pk).values_list(*asked)
    return [one for one, is_there in zip(FATES, answers, strict=True) if is_there]


def _years_on(day: date, years: int) -> date:
    """The same day so many years later; the first of March for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
