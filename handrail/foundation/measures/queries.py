"""What people told us, as pages and the watch need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from handrail.clinical.instruments.asking import HALF_KEPT_DAYS
from handrail.foundation.measures.models import ANSWERS, CheckIn, HalfAnswered
from handrail.foundation.people.models import Person

DayAnswers = dict[str, float | None]


def answers_by_day(check_ins: Iterable[CheckIn]) -> dict[date, DayAnswers]:
    """One answer a day and question. Craving asks for the strongest urge, so the day's highest counts; of the
    others the day's mean. A question skipped each time stays None."""
    told: dict[date, list[CheckIn]] = {}
    for check_in in check_ins:
        told.setdefault(check_in.day, []).append(check_in)
    return {day: _day_of(made) for day, made in told.items()}


def _day_of(made: list[CheckIn]) -> DayAnswers:
    day: DayAnswers = {}
    for field in ANSWERS:
        given = [float(value) for c in made if (value := getattr(c, field)) is not None]
        day[field] = _one(field, given) if given else None
    return day


def _one(field: str, given: list[float]) -> float:
    return max(given) if field == "craving" else sum(given) / len(given)


_BY_KEY = """
    SELECT c.* FROM measures_checkin c
    JOIN unnest(%s::bigint[], %s::uuid[]) AS wanted (person_id, key) USING (person_id, key)
"""


def by_key(wanted: Sequence[tuple[int, UUID]]) -> list[CheckIn]:
    """Of these (person, key), the check-ins that are here. One query, two values however many."""
    people, keys = [person for person, _key in wanted], [key for _person, key in wanted]
    return list(CheckIn.objects.raw(_BY_KEY, [people, keys]))


def half_answered(person: Person, writer: Person, instrument_id: str, now: datetime) -> HalfAnswered | None:
    """What `writer` began and may still go on with; None when there is nothing, or it was too long ago."""
    return begun_by(writer, now).filter(person=person, instrument=instrument_id).first()


def begun_by(writer: Person, now: datetime) -> QuerySet[HalfAnswered]:
    """Everything `writer` began and may still go on with."""
    since = now - timedelta(days=HALF_KEPT_DAYS)
    return HalfAnswered.objects.filter(writer=writer, begun_at__gt=since)
