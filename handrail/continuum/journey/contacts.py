"""When somebody of the four pillars was with a person, by strand: the marks above every chart.

Each source stands here with the resource of the access matrix that opens it. A strand of which the reader may read
nothing is not there at all, not even empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from handrail.continuum.journey.strands import WORK
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment, Attendance
from handrail.pillars.case_management.models import Attempt
from handrail.pillars.counseling.models import Note
from handrail.pillars.crisis.models import Alert, FollowUp
from handrail.pillars.peer_support.models import PeerContact

#: It took place, at the time or later.
MET = (Appointment.Status.FULFILLED, Appointment.Status.LATE)
NOT_MET = (Appointment.Status.DID_NOT_COME, Appointment.Status.CANCELLED)
CAME = (Attendance.Status.CAME, Attendance.Status.LATE)
#: Strand and moment, whatever the rows are of.
Marks = QuerySet[Any, tuple[str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Span:
    """Of whom, from when until when, for whom."""

    person: Person
    since: datetime
    act: Act

    @property
    def times(self) -> tuple[datetime, datetime]:
        """The first and the last moment."""
        return self.since, self.act.at


@dataclass(frozen=True, slots=True)
class Contacts:
    """Times by strand, oldest first; `calls` are (when, whether the person asked) of what went to the crisis line."""

    lanes: dict[str, list[datetime]]
    calls: list[tuple[datetime, bool]]


def _met(span: Span) -> Marks:
    kept = Appointment.objects.of(span.person).with_us().filter(status__in=MET)
    return kept.filter(starts_at__range=span.times).values_list("strand", "starts_at")


def _done(span: Span) -> Marks:
    done = Step.objects.of(span.person).filter(status=Step.Status.DONE, ended_at__range=span.times)
    return done.exclude(responsible=span.person).values_list("strand", "ended_at")


def _gathered(span: Span) -> Marks:
    came = Attendance.objects.of(span.person).filter(status__in=CAME, occasion__starts_at__range=span.times)
    return came.values_list("occasion__gathering__strand", "occasion__starts_at")


def _spoken(span: Span) -> Marks:
    spoken = PeerContact.objects.filter(person=span.person, outcome=PeerContact.Outcome.REACHED)
    return spoken.filter(at__range=span.times).values_list(Value("peer"), "at")


def _reached(span: Span) -> Marks:
    reached = Attempt.objects.standing().filter(person=span.person, outcome=Attempt.Outcome.REACHED)
    return reached.filter(at__range=span.times).values_list(Value("case"), "at")


def _noted(span: Span) -> Marks:
    # Only that there was one. What a group did stands with whoever was there.
    notes = Note.objects.visible_to(span.act).of(span.person).signed().filter(occasion=None)
    took_place = notes.exclude(appointment__status__in=NOT_MET)
    dated = took_place.annotate(met_at=Coalesce("appointment__starts_at", "begun_at"))
    return dated.filter(met_at__range=span.times).values_list(Value("counsel"), "met_at")


def _afterwards(span: Span) -> Marks:
    """When somebody spoke with the person after a crisis."""
    spoke = FollowUp.objects.filter(alert__person=span.person, outcome=FollowUp.Outcome.REACHED)
    return spoke.filter(done_at__range=span.times).values_list(Value("crisis"), "done_at")


def _calls(span: Span) -> list[tuple[datetime, bool]]:
    raised = Alert.objects.filter(person=span.person, raised_at__range=span.times).order_by("raised_at", "pk")
    return [(at, origin == Alert.Origin.PERSON) for at, origin in raised.values_list("raised_at", "origin")]


#: What counts as a contact, the resource that opens it, and the strands it can be of.
SOURCES: tuple[tuple[str, Callable[[Span], Marks], tuple[str, ...]], ...] = (
    ("appointments", _met, WORK), ("group_attendance", _gathered, WORK), ("care_plan", _done, WORK),
    ("care_plan", _reached, ("case",)),
    ("peer_notes", _spoken, ("peer",)), ("counseling_notes", _noted, ("counsel",)),
    ("crisis_episodes", _afterwards, ("crisis",)),
)  # fmt: skip
#: A strand that is told only with a resource of its own, whatever else is open.
ALONE = {"crisis": "crisis_episodes"}


def contacts_of(person: Person, *, act: Act, since: datetime, opens: frozenset[str]) -> Contacts:
    """What was done with the person since then, as far as `opens` goes: the resources the reader may read."""
    span = Span(person, since, act)
    calls = _calls(span) if "crisis_episodes" in opens else []
    # A set: a session and the note of it are one contact.
    lanes: dict[str, set[datetime]] = {strand: set() for strand in WORK if _is_open(strand, opens)}
    read = [marks(span) for resource, marks, _strands in SOURCES if resource in opens]
    for strand, at in chain(_together(read), (("crisis", at) for at, _asked in calls)):
        if strand in lanes and at is not None:
            lanes[strand].add(at)
    return Contacts({strand: sorted(times) for strand, times in lanes.items()}, calls)


def _together(read: list[Marks]) -> Marks | list[tuple[str, datetime | None]]:
    """All sources in one question."""
    return read[0].union(*read[1:], all=True) if read else []


def _is_open(strand: str, opens: frozenset[str]) -> bool:
    alone = ALONE.get(strand)
    return (
        alone in opens
        if alone
        else any(resource in opens and strand in strands for resource, _marks, strands in SOURCES)
    )
