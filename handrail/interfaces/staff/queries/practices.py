"""What a worker reads of somebody's practices before they meet: what is practised, and what was told since last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import Http404
from django.urls import reverse

from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.shelf import methods, offered
from handrail.continuum.journey.wording.practices import title_of
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import wishes_of
from handrail.foundation.practices.models import Practice, PracticeLog, Sheet, cell_of
from handrail.foundation.practices.policy import may_write
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.words.times import day_words
from handrail.interfaces.wishes_form import topics_not_now

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
class SheetLine:
    """One worksheet; `href` only where the reader may read what stands in it."""

    title: str
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class PracticesPage:
    """`since` is the day of the last session, empty when there was none."""

    record: Record
    since: str
    now: list[Practised]
    other: list[Practised]
    sheets: list[SheetLine]
    together: list[Method]

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
    now = [Practised(title_of(row.method), row, lines_of(told, row.method, record)) for row in doing]
    rest = dict.fromkeys(one.method for one in told)
    for one in now:
        rest.pop(one.practice.method if one.practice else "", None)
    other = [Practised(title_of(name), None, lines_of(told, name, record)) for name in rest]
    return PracticesPage(record, day_words(_day(record, last), record.today) if last else "", now, other,
                         _sheets(record), _together(record))  # fmt: skip


def _sheets(record: Record) -> list[SheetLine]:
    """The latest of those whose cell is open to the reader; who reads a summary learns that one was written."""
    found = Sheet.objects.visible_to(record.act).of(record.person).newest_first()[:AT_MOST]
    full = reads_in_full(record)
    return [
        SheetLine(title_of(one.method), day_words(one.day, record.today),
                  reverse("staff:sheet", args=[record.person.pk, one.pk]) if one.method in full else "")
        for one in found
    ]  # fmt: skip


def reads_in_full(record: Record) -> frozenset[str]:
    """The methods whose sheets the reader reads word for word."""
    fields = {
        name: decide(record.act, name, record.person).fields
        for name in {cell_of(one.id) for one in methods()}
    }
    return frozenset(one.id for one in methods() if fields[cell_of(one.id)] == "full")


def not_now_of(record: Record) -> frozenset[str]:
    """What they do not want raised now."""
    return topics_not_now(wishes_of(record.person))


def _together(record: Record) -> list[Method]:
    """What the reader may write with them, without what they do not want raised now."""
    fits = [one for one in offered(not_now_of(record)) if one.questions]
    # One of each cell is asked about: the rule is the same for all of its methods.
    open_cells = {
        cell: may_write(record.act, record.person, one).allowed
        for cell, one in {cell_of(one.id): one.id for one in fits}.items()
    }
    return [one for one in fits if open_cells[cell_of(one.id)]]


def practised_since(record: Record, since: datetime) -> list[Practised]:
    """What was told about practices since then, by method, the latest first."""
    told = list(PracticeLog.objects.of(record.person).since(since).newest_first()[:AT_MOST])
    return [
        Practised(title_of(name), None, lines_of(told, name, record))
        for name in dict.fromkeys(one.method for one in told)
    ]


def _last_session(record: Record) -> datetime | None:
    """When the reader last met them: the appointment before now that took place."""
    met = Appointment.objects.visible_to(record.act).of(record.person).with_us()
    found = met.filter(
        worker=record.act.actor, starts_at__lt=record.act.at, status=Appointment.Status.FULFILLED
    )
    return found.order_by("-starts_at").values_list("starts_at", flat=True).first()


def _day(record: Record, at: datetime) -> date:
    return at.astimezone(record.now.tzinfo).date()


def lines_of(told: list[PracticeLog], name: str, record: Record) -> list[ToldLine]:
    """What was told about that method, in words."""
    return [
        ToldLine(
            day_words(one.day, record.today), str(PracticeLog.Told(one.told).label), one.notices, one.did
        )
        for one in told
        if one.method == name
    ]
