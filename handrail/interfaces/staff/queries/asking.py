"""Who is asked for which scale and has not answered, and what is asked for by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.cadence import least_days
from handrail.clinical.instruments.scale import Instrument
from handrail.continuum.journey.wording.measures import scale_name
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment, Response, Schedule, ScheduleQuerySet
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Enrolment, Programme
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.asking_forms import ScheduleForm
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.queries.shelf import FIRST, askable, fillable
from handrail.interfaces.staff.words.times import by_day, day_words

PAGE = 50


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody is asked and has not answered yet."""

    name: str
    href: str
    scale: str
    asked: str
    by: str


@dataclass(frozen=True, slots=True)
class UnansweredList:
    """One page of them, whoever was to answer first comes first."""

    lines: tuple[Unanswered, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class ByItself:
    """One schedule in words; `number` to end it, 0 where the reader may not."""

    scale: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class OfProgramme:
    """What is asked for by itself in one program, and the form for more."""

    programme: Programme
    schedules: tuple[ByItself, ...]
    form: ScheduleForm


def unanswered(act: Act, page: int = 1) -> UnansweredList:
    """Of the people whose measures the reader may see, those who are asked and have not answered."""
    assert act.actor is not None
    open_ones = Assignment.objects.visible_to(act).open().exclude(person=act.actor).select_related("person")
    first = (page - 1) * PAGE
    found = list(open_ones.order_by("due_on", "pk")[first : first + PAGE + 1])
    now = local(act.actor, act.at)
    return UnansweredList(tuple(_line(one, now) for one in found[:PAGE]), page, more=len(found) > PAGE)


def _line(one: Assignment, now: datetime) -> Unanswered:
    return Unanswered(
        name=one.person.preferred_name,
        href=reverse("staff:measures", args=[one.person_id]),
        scale=scale_name(one.instrument),
        asked=day_words(one.asked_at.astimezone(now.tzinfo).date(), now.date()),
        by=by_day(one.due_on, now.date()),
    )


def schedules_for(act: Act) -> ScheduleQuerySet:
    """The schedules the reader may end: of people they may ask, and of programs they supervise."""
    theirs = Q(person__in=keys_for(act, "measures", "write"))
    return Schedule.objects.open().filter(theirs | Q(programme__in=supervised(act)))


def programmes_of(act: Act, sent: tuple[int, ScheduleForm] | None = None) -> list[OfProgramme]:
    """Each program the reader supervises. `sent` is a form that needs another look."""
    held = list(Programme.objects.filter(pk__in=supervised(act)).order_by("name"))
    found = list(Schedule.objects.open().of_programmes([one.pk for one in held]).order_by("pk"))
    return [
        OfProgramme(
            one,
            tuple(_by_itself(s, s.pk) for s in found if s.programme_id == one.pk),
            sent[1] if sent and sent[0] == one.pk else ScheduleForm(auto_id=f"schedule-{one.pk}-%s"),
        )
        for one in held
    ]


def by_itself(record: Record) -> tuple[ByItself, ...]:
    """What this person is asked for by itself: their own schedules, and their programs' where they have none."""
    enrolled = Enrolment.objects.at(record.act.at).filter(person=record.person).values("programme")
    where = Q(person=record.person) | Q(programme__in=enrolled)
    found = list(Schedule.objects.open().filter(where).order_by("programme", "pk"))
    own = {one.instrument for one in found if one.person_id}
    return tuple(
        _by_itself(one, one.pk if one.person_id else 0)
        for one in found
        if one.person_id or one.instrument not in own
    )


def _by_itself(one: Schedule, number: int) -> ByItself:
    words = one.get_when_display().lower()
    if one.every_days is not None:
        words = ngettext("every day", "every %(days)s days", one.every_days) % {"days": one.every_days}
    if not number:
        words = _("%(when)s, as everybody in the program") % {"when": words}
    return ByItself(scale_name(one.instrument), words, number)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scale that waits for an answer."""

    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A scale that can be asked for; `soon` says that it was asked or answered less than its usual gap ago."""

    id: str
    name: str
    soon: str


@dataclass(frozen=True, slots=True)
class Asking:
    """How one person is asked for scales, for whoever may ask them."""

    asked: tuple[Asked, ...]
    quick: tuple[Offered, ...]
    more: tuple[Offered, ...]
    own: tuple[Offered, ...]
    together: tuple[tuple[str, str], ...]
    own_together: tuple[tuple[str, str], ...]
    rated: tuple[tuple[str, str], ...]
    by_itself: tuple[ByItself, ...]
    form: ScheduleForm


def asking_of(record: Record, form: ScheduleForm) -> Asking:
    """What is open, what can be asked for, and what is asked for by itself."""
    found = Assignment.objects.open().filter(person=record.person).order_by("due_on", "pk")
    asked = tuple(_asked(one, record) for one in found)
    last, open_now = last_days(record), {one.id for one in asked}
    left = [
        Offered(one.id, scale_name(one.id), _too_soon(one, last, record))
        for one in askable()
        if one.id not in open_now
    ]
    quick = tuple(one for one in left if one.id in FIRST)
    pieces = {one.id for one in askable() if is_piece(one)}
    together = tuple((one.id, scale_name(one.id)) for one in askable() if one.id not in pieces)
    own_together = tuple((one.id, scale_name(one.id)) for one in askable() if one.id in pieces)
    rated = tuple((one.id, scale_name(one.id)) for one in fillable() if not one.may_be_sent_to_person)
    own = tuple(one for one in left if one.id in pieces)
    more = tuple(one for one in left if one not in quick and one not in own)
    return Asking(asked, quick, more, own, together, own_together, rated, by_itself(record), form)


def last_days(record: Record) -> dict[str, date]:
    """When each scale was last asked or answered, on the reader's clock. One question."""
    asked = Assignment.objects.filter(person=record.person).values_list("instrument", "asked_at")
    told = Response.objects.filter(person=record.person).meant_for(record.act)
    found: dict[str, date] = {}
    for name, at in asked.union(told.values_list("instrument", "made_at")):
        day = at.astimezone(record.now.tzinfo).date()
        found[name] = max(day, found.get(name, day))
    return found


def _too_soon(scale: Instrument, last: Mapping[str, date], record: Record) -> str:
    day, least = last.get(scale.id), least_days(scale)
    if day is None or (record.today - day).days >= least:
        return ""
    told = {"day": day_words(day, record.today), "days": least}
    return (
        ngettext(
            "Last time: %(day)s. At least %(days)s day between two times.",
            "Last time: %(day)s. At least %(days)s days between two times.",
            least,
        )
        % told
    )


def _asked(one: Assignment, record: Record) -> Asked:
    asked_on = one.asked_at.astimezone(record.now.tzinfo).date()
    told = {"day": day_words(asked_on, record.today), "due": day_words(one.due_on, record.today)}
    words = _("Asked %(day)s, to be answered by %(due)s") % told
    return Asked(one.instrument, scale_name(one.instrument), words)
