"""A week: mine, or my team's, a row for each worker. The number of questions does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Availability, Gathering, Occasion
from handrail.foundation.teams.models import STRANDS, Membership
from handrail.interfaces.staff.words.times import clock, here

PAGE = 10
DAYS = 7


@dataclass(frozen=True, slots=True)
class Block:
    """Something in a worker's day. What the reader may not see is a time that is taken."""

    starts_at: datetime
    time: str
    title: str
    href: str
    detail: str
    strand: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a worker: what is in it, and their hours."""

    name: str
    today: bool
    hours: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One worker's week."""

    worker: Person
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on."""

    monday: date
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    team: bool
    page: int
    more: bool

    @property
    def title(self) -> str:
        return _("Week of %(day)s") % {"day": date_format(self.monday, "F j")}

    @property
    def before(self) -> str:
        return self._query(self.monday - timedelta(days=7))

    @property
    def after(self) -> str:
        return self._query(self.monday + timedelta(days=7))

    @property
    def same(self) -> str:
        return f"week={self.monday.isoformat()}"

    def _query(self, monday: date) -> str:
        return f"week={monday.isoformat()}" + ("&who=team" if self.team else "")


def week_of(act: Act, day: date | None, *, team: bool = False, page: int = 1) -> Week:
    """The week in which that day lies, this one without a day."""
    assert act.actor is not None
    now = here(act, act.at)
    day = day if day is not None and 1900 < day.year < 2900 else now.date()
    monday = day - timedelta(days=day.weekday())
    workers = _team(act, page) if team else [act.actor]
    zone = now.tzinfo
    first = datetime.combine(monday, time.min, tzinfo=zone)
    blocks = _blocks(act, workers[:PAGE], first, first + timedelta(days=DAYS), zone)
    hours = _hours(workers[:PAGE], monday)
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    rows = tuple(
        Row(one, tuple(_day(d, now.date(), hours[one.pk, d.weekday()], blocks[one.pk, d]) for d in days))
        for one in workers[:PAGE]
    )
    heads = tuple(date_format(d, "D j") for d in days)
    return Week(monday, heads, rows, team, page, more=len(workers) > PAGE)


def _team(act: Act, page: int) -> list[Person]:
    inside = [s.programme for s in standings(act) if s.programme is not None]
    held = Membership.objects.at(act.at).filter(programme__in=inside, role__in=list(STRANDS))
    people = Person.objects.filter(pk__in=held.values("person")).order_by("preferred_name", "pk")
    return list(people[(page - 1) * PAGE : page * PAGE + 1])


def _day(day: date, today: date, hours: list[str], blocks: list[Block]) -> Day:
    found = tuple(sorted(blocks, key=lambda one: one.starts_at))
    return Day(date_format(day, "l, F j"), day == today, ", ".join(hours), found)


def _hours(workers: Collection[Person], monday: date) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    held = Availability.objects.holding(monday + timedelta(days=DAYS)).filter(worker__in=workers)
    for one in held.order_by("from_time"):
        told = {"from": clock(one.from_time), "until": clock(one.until_time)}
        found[one.worker_id, one.weekday].append(_("%(from)s to %(until)s") % told)
    return found


def _blocks(
    act: Act, workers: Sequence[Person], first: datetime, last: datetime, zone: tzinfo | None
) -> dict[tuple[int, date], list[Block]]:
    found: dict[tuple[int, date], list[Block]] = defaultdict(list)
    meetings = Appointment.objects.with_us().filter(worker__in=workers).between(first, last)
    rows = list(meetings.exclude(status=Appointment.Status.CANCELLED).select_related("person"))
    seen = set(Appointment.objects.visible_to(act).filter(pk__in=[r.pk for r in rows]).values_list("pk", flat=True))  # fmt: skip
    for row in rows:
        starts = row.starts_at.astimezone(zone)
        found[row.worker_id, starts.date()].append(_meeting(row, starts, row.pk in seen))
    groups = Occasion.objects.taking_place().filter(lead__in=workers).between(first, last)
    open_to = set(Gathering.objects.visible_to(act).values_list("pk", flat=True))
    for one in groups.select_related("gathering"):
        starts = one.starts_at.astimezone(zone)
        assert one.lead_id is not None
        found[one.lead_id, starts.date()].append(_group(one, starts, one.gathering_id in open_to))
    return found


def _meeting(one: Appointment, starts: datetime, seen: bool) -> Block:
    if not seen:
        return Block(starts, clock(starts), _("Busy"), "", "", "self")
    settled = "" if one.status == Appointment.Status.BOOKED else str(one.get_status_display())
    return Block(
        starts, clock(starts), one.person.preferred_name, reverse("staff:appointment", args=[one.pk]),
        settled or str(one.get_modality_display()), one.strand,
    )  # fmt: skip


def _group(one: Occasion, starts: datetime, seen: bool) -> Block:
    word = str(Gathering.Kind(one.gathering.kind).label)
    if not seen:
        return Block(starts, clock(starts), _("Busy"), "", "", "self")
    page = reverse("staff:occasion", args=[one.pk])
    return Block(starts, clock(starts), one.gathering.name, page, word, one.gathering.strand)
