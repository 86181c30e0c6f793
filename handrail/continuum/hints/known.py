"""What is known of a person, as the rules of stepped care read it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from handrail.clinical.stepped_care.hint import Known, Reading
from handrail.continuum.hints.models import RuleSwitch
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Enrolment
from handrail.foundation.teams.queries import local

#: How far back is looked.
BACK = timedelta(days=366)
RECENT = timedelta(days=90)
MET = (Appointment.Status.FULFILLED, Appointment.Status.LATE)


def switched_off(person: Person, at: datetime) -> set[str]:
    """The rules that every programme of this person does without. Two queries."""
    enrolled = set(Enrolment.objects.at(at).filter(person=person).values_list("programme", flat=True))
    off = RuleSwitch.objects.open().of(enrolled).values_list("programme", "rule")
    without = [{rule for programme, rule in off if programme == one} for one in enrolled]
    return set.intersection(*without) if without else set()


def known_of(person: Person, at: datetime) -> Known:
    """Everything the rules look at, on the person's own days. Three queries."""
    now = local(person, at)
    readings: dict[str, list[Reading]] = defaultdict(list)
    totals = Response.objects.filter(person=person, total__isnull=False, made_at__gt=at - BACK)
    for name, made_at, total in totals.order_by("made_at", "pk").values_list(
        "instrument", "made_at", "total"
    ):
        readings[name].append(Reading(_day(person, made_at), int(total or 0)))
    told = list(CheckIn.objects.of(person).between(now.date() - RECENT, now.date()).order_by("day", "pk"))
    met, missed = _appointments(person, at)
    return Known(
        today=now.date(), readings=readings, met=met, missed=missed,
        used=sorted({one.day for one in told if one.use == CheckIn.Use.YES}),
        unsafe=sorted({one.day for one in told if one.safe in {CheckIn.Safe.NO, CheckIn.Safe.NOT_SURE}}),
        confidence=[(one.day, float(one.confidence)) for one in told if one.confidence is not None],
    )  # fmt: skip


def _appointments(person: Person, at: datetime) -> tuple[list[date], list[date]]:
    past = (
        Appointment.objects.of(person)
        .with_us()
        .filter(starts_at__range=(at - RECENT, at))
        .order_by("starts_at", "pk")
    )
    rows = [(status, _day(person, starts)) for status, starts in past.values_list("status", "starts_at")]
    met = [day for status, day in rows if status in MET]
    return met, [day for status, day in rows if status == Appointment.Status.DID_NOT_COME]


def _day(person: Person, at: datetime) -> date:
    return local(person, at).date()
