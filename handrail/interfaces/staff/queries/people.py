"""The caseload list: who it is, when they come next, and when they last checked in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.journey.sight import readable
from handrail.foundation.consent.evaluator import people_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Enrolment, Programme
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.words.times import clock, day_words

PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list. What the reader may not see says so."""

    name: str
    pronouns: str
    href: str
    programmes: str
    next_visit: str
    last_check_in: str


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of people, in order of the names they go by."""

    lines: tuple[Line, ...]
    page: int
    more: bool
    asked: str = ""

    @property
    def previous(self) -> str:
        """The query of the page before."""
        return f"?{self.asked}page={self.page - 1}"

    @property
    def next(self) -> str:
        """The query of the page after."""
        return f"?{self.asked}page={self.page + 1}"


def my_programmes(act: Act) -> list[Programme]:
    """The programs in which the reader holds a role."""
    held = [standing.programme for standing in standings(act) if standing.programme is not None]
    return list(Programme.objects.filter(pk__in=held).order_by("name"))


def people_list(act: Act, *, begins: str = "", programme: str = "", page: int = 1) -> PeopleList:
    """The people the reader may see. The number of queries does not depend on how many there are."""
    assert act.actor is not None
    people = people_for(act, "demographics").exclude(pk=act.actor.pk)
    if begins:
        people = people.filter(preferred_name__istartswith=begins)
    if programme:
        enrolled = Enrolment.objects.at(act.at).filter(programme=int(programme))
        people = people.filter(pk__in=enrolled.values("person"))
    first = (page - 1) * PAGE
    found = list(people.order_by("preferred_name", "pk")[first : first + PAGE + 1])
    asked = {name: value for name, value in (("q", begins), ("programme", programme)) if value}
    query = f"{urlencode(asked)}&" if asked else ""
    return PeopleList(_lines(found[:PAGE], act), page, more=len(found) > PAGE, asked=query)


def _lines(people: list[Person], act: Act) -> tuple[Line, ...]:
    sight = readable(act, [person.pk for person in people], ["appointments", "checkins"])
    visits, told = _next_visits(sight["appointments"], act), _last_days(sight["checkins"])
    where = _programmes([person.pk for person in people], act)
    now = local(act.actor, act.at) if act.actor else act.at
    return tuple(
        Line(
            name=person.preferred_name,
            pronouns=person.pronouns,
            href=reverse("staff:person", args=[person.pk]),
            programmes=", ".join(where[person.pk]),
            next_visit=_visit(visits.get(person.pk), now),
            last_check_in=_day(person.pk, sight["checkins"], told, now),
        )
        for person in people
    )


def _programmes(people: Collection[int], act: Act) -> dict[int, list[str]]:
    held = [standing.programme for standing in standings(act) if standing.programme is not None]
    enrolled = Enrolment.objects.at(act.at).filter(person__in=people, programme__in=held)
    names: dict[int, list[str]] = defaultdict(list)
    for person, name in enrolled.order_by("programme__name").values_list("person", "programme__name"):
        names[person].append(name)
    return names


def _next_visits(people: Collection[int], act: Act) -> dict[int, datetime]:
    coming = Appointment.objects.booked().filter(person__in=people, starts_at__gte=act.at)
    first = coming.order_by("person", "starts_at").distinct("person")
    return dict(first.values_list("person", "starts_at"))


def _last_days(people: Collection[int]) -> dict[int, date]:
    told = CheckIn.objects.filter(person__in=people).values_list("person").annotate(last=Max("day"))
    return dict(told.values_list("person", "last"))


def _visit(starts_at: datetime | None, now: datetime) -> str:
    if starts_at is None:
        return ""
    starts = starts_at.astimezone(now.tzinfo)
    told = {"day": day_words(starts.date(), now.date()), "time": clock(starts)}
    return _("%(day)s, %(time)s") % told


def _day(person: int, shared: Collection[int], told: dict[int, date], now: datetime) -> str:
    if person not in shared:
        return _("not shared with you")
    return day_words(told[person], now.date()) if person in told else _("none yet")
