"""What a worker reads of somebody's practices before they meet: what is practised, and what was told since last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import Http404

from handrail.clinical.practices.shelf import UnknownMethod, method
from handrail.foundation.ledger.act import Act
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.words.times import day_words

#: How much of what was told is read here; all of it stands in the story.
AT_MOST = 60
MET = (Appointment.Status.FULFILLED, Appointment.Status.LATE)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One time they told how it went."""

    day: str
    words: str
    notices: str
    did: bool


@dataclass(frozen=True, slots=True)
class Practised:
    """One method: how often it was meant to be, who asked, and what was told, the latest first."""

    title: str
    practice: Practice | None
    lines: list[ToldLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PracticesPage:
    """`since` is the day of the last session, empty when there was none."""

    record: Record
    since: str
    now: list[Practised]
    other: list[Practised]

    @property
    def tabs(self) -> list[dict[str, object]]:
        """The pages of this record."""
        return self.record.tabs("practices")


def practices_of(person_id: int, act: Act) -> PracticesPage:
    """What somebody practises, and what they told since the reader's last session with them. Refused is absent."""
    record = record_of(person_id, act, "care_plan")
    if not record.may("care_plan"):
        raise Http404
    last = _last_session(record)
    logs = PracticeLog.objects.of(record.person).newest_first()
    told = list(logs.since(last)[:AT_MOST] if last else logs[:AT_MOST])
    doing = Practice.objects.of(record.person).open().select_related("asked_by").order_by("-begun_at", "-pk")
    now = [Practised(title_of(row.method), row, _lines(told, row.method, record)) for row in doing]
    rest = dict.fromkeys(one.method for one in told)
    for one in now:
        rest.pop(one.practice.method if one.practice else "", None)
    other = [Practised(title_of(name), None, _lines(told, name, record)) for name in rest]
    return PracticesPage(record, day_words(_day(record, last), record.today) if last else "", now, other)


def _last_session(record: Record) -> datetime | None:
    """When the reader last met them: the appointment before now that took place."""
    met = Appointment.objects.visible_to(record.act).of(record.person)
    found = met.filter(
        worker=record.act.actor, starts_at__lt=record.act.at, status=Appointment.Status.FULFILLED
    )
    return found.order_by("-starts_at").values_list("starts_at", flat=True).first()


def _day(record: Record, at: datetime) -> date:
    return at.astimezone(record.now.tzinfo).date()


def _lines(told: list[PracticeLog], name: str, record: Record) -> list[ToldLine]:
    return [
        ToldLine(
            day_words(one.day, record.today), str(PracticeLog.Told(one.told).label), one.notices, one.did
        )
        for one in told
        if one.method == name
    ]


def title_of(name: str) -> str:
    """What a method is called; its id when the shelf no longer has it."""
    try:
        return method(name).title
    except UnknownMethod:
        return name
