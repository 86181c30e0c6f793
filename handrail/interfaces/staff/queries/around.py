"""What stands around the rows of one board: what may be seen of each person, and the few facts a row shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from handrail.continuum.journey.sight import readable
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.measures.queries import DayAnswers, answers_by_day
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.charts import DAYS

RESOURCES = ("checkins", "measures", "safe_contact", "appointments")


@dataclass(frozen=True, slots=True)
class Around:
    """For the people of one page, by their key. Whoever is missing from `sight` may not be read."""

    sight: dict[str, frozenset[int]]
    contacts: dict[int, list[ContactPoint]]
    told: dict[int, dict[date, DayAnswers]]
    last_met: dict[int, datetime]


def around(people: Iterable[int], today: date, act: Act) -> Around:
    """Four queries, however many people there are."""
    keys = set(people)
    sight = readable(act, keys, RESOURCES)
    return Around(
        sight=sight,
        contacts=_contacts(sight["safe_contact"]),
        told=_told(sight["checkins"], today),
        last_met=_last_met(sight["appointments"], act),
    )


def _contacts(people: frozenset[int]) -> dict[int, list[ContactPoint]]:
    found: dict[int, list[ContactPoint]] = defaultdict(list)
    for point in ContactPoint.objects.filter(person__in=people, ended_at=None).safest_first():
        found[point.person_id].append(point)
    return found


def _told(people: frozenset[int], today: date) -> dict[int, dict[date, DayAnswers]]:
    since = today - timedelta(days=DAYS)
    made: dict[int, list[CheckIn]] = defaultdict(list)
    for check_in in CheckIn.objects.filter(person__in=people).between(since, today + timedelta(days=1)):
        made[check_in.person_id].append(check_in)
    return {person: answers_by_day(check_ins) for person, check_ins in made.items()}


def _last_met(people: frozenset[int], act: Act) -> dict[int, datetime]:
    met = Appointment.objects.with_us().filter(
        person__in=people, status=Appointment.Status.FULFILLED, starts_at__lte=act.at
    )
    return dict(met.values_list("person").annotate(last=Max("starts_at")).values_list("person", "last"))
