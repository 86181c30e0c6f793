"""What people told us, as pages and the watch need it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from handrail.clinical.instruments.asking import HALF_KEPT_DAYS, is_answered_alone
from handrail.clinical.instruments.cadence import Known
from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.measures.models import (
    ANSWERS,
    Assignment,
    CheckIn,
    HalfAnswered,
    Response,
    Schedule,
    Sitting,
)
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local

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


#: How often the clock looks whether somebody is due: days are what schedules count in.
LOOKED_AT_EVERY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Somebody a schedule is for and whom nothing is open with: their own today, and when it was last theirs to answer."""

    person: int
    today: date
    enrolled_on: date
    last: date | None

    def known(self, session_on: date | None) -> Known:
        """As the rule of cadence reads it."""
        return Known(self.today, self.enrolled_on, self.last, session_on)


def schedules_to_look_at(now: datetime) -> QuerySet[Schedule]:
    """Schedules that the clock has not looked at for a while. What comes after a session waits for no clock."""
    not_lately = Q(asked_at=None) | Q(asked_at__lte=now - LOOKED_AT_EVERY)
    without_clock = (Schedule.When.NEVER, Schedule.When.AFTER)
    return Schedule.objects.open().filter(not_lately).exclude(when__in=without_clock).order_by("pk")


def schedules_after_session(person: Person, now: datetime) -> QuerySet[Schedule]:
    """What is asked after a session of this person: by a schedule of their own, or of a programme of theirs."""
    return _schedules_of(person, Schedule.When.AFTER, now)


def schedules_before_session(person: Person, now: datetime) -> QuerySet[Schedule]:
    """What is asked before one, in the same way."""
    return _schedules_of(person, Schedule.When.SESSION, now)


def _schedules_of(person: Person, when: Schedule.When, now: datetime) -> QuerySet[Schedule]:
    enrolled = Enrolment.objects.at(now).filter(person=person).values("programme")
    theirs = Q(person=person) | Q(programme__in=enrolled)
    return Schedule.objects.open().filter(theirs, when=when).order_by("pk")


def scheduled_people(one: Schedule, now: datetime, only: Person | None = None) -> list[Scheduled]:
    """Whoever this schedule is for and is not asked already. Somebody's own schedule comes before their program's."""
    enrolled = Enrolment.objects.at(now)
    asked = Assignment.objects.filter(instrument=one.instrument, person=OuterRef("pk")).order_by("-asked_at")
    answered = Response.objects.filter(instrument=one.instrument, person=OuterRef("pk")).order_by("-made_at")
    if one.person_id is not None:
        people = Person.objects.filter(pk=one.person_id)
    else:
        enrolled = enrolled.filter(programme=one.programme_id)
        own = Schedule.objects.open().filter(instrument=one.instrument, person=OuterRef("pk"))
        people = Person.objects.exclude(Exists(own))
    first = enrolled.filter(person=OuterRef("pk")).order_by("from_on").values("from_on")[:1]
    found = people.filter(pk__in=enrolled.values("person")).exclude(Exists(asked.open()))
    found = found.annotate(
        since=Subquery(first), asked=Subquery(asked.values("asked_at")[:1]), told=Subquery(answered.values("made_at")[:1])
    )  # fmt: skip
    wanted = found if only is None else found.filter(pk=only.pk)
    return [_scheduled(person, now) for person in wanted.order_by("pk")]


def _scheduled(person: Any, now: datetime) -> Scheduled:
    last = max((at for at in (person.asked, person.told) if at is not None), default=None)
    day = local(person, last).date() if last else None
    return Scheduled(person.pk, local(person, now).date(), person.since, day)


def open_and_answerable(person: Person) -> list[Assignment]:
    """The scales that wait for this person and that they can answer alone, the first asked first."""
    found = (
        Assignment.objects.open().filter(person=person).select_related("person").order_by("asked_at", "pk")
    )
    return [one for one in found if is_answered_alone(instrument(one.instrument))]


def digest_of(word: str) -> str:
    """What is kept of a tablet's word."""
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()


def sitting_of(word: str, now: datetime) -> Sitting | None:
    """The sitting of that word, None when there is none or it is over."""
    found = Sitting.objects.at(now).filter(digest=digest_of(word))
    return found.select_related("person", "worker").first()
