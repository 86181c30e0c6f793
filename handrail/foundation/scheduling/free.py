"""Whether a worker is free: what takes their time, and how we say that it is taken, by its time and nobody's name.

Whoever books holds the worker first (`people.hold`): two tables cannot both be asked by one constraint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Occasion
from handrail.foundation.teams.queries import local


class AlreadyBooked(ValueError):
    """The worker has something else in that time."""


class NotATime(ValueError):
    """It ends before it begins, or lasts longer than a day."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of a worker's time; nothing in it says for whom."""

    starts_at: datetime
    ends_at: datetime


def taken(
    worker: Person, first: datetime, last: datetime, *, besides: Appointment | Occasion | None = None
) -> list[Taken]:
    """What takes this worker's time between two moments, soonest first."""
    meetings = (
        Appointment.objects.with_us()
        .filter(worker=worker)
        .exclude(status=Appointment.Status.CANCELLED)
        .annotate(begins=Coalesce("busy_from", "starts_at"), over=Coalesce("busy_until", "ends_at"))
        .filter(begins__lt=last, over__gt=first)
    )
    groups = Occasion.objects.taking_place().filter(lead=worker, starts_at__lt=last, ends_at__gt=first)
    if isinstance(besides, Appointment):
        meetings = meetings.exclude(pk=besides.pk)
    if isinstance(besides, Occasion):
        groups = groups.exclude(pk=besides.pk)
    found = [Taken(*row) for row in meetings.values_list("begins", "over")]
    found += [Taken(*row) for row in groups.values_list("starts_at", "ends_at")]
    return sorted(found, key=lambda one: one.starts_at)


def refuse_if_taken(
    worker: Person, first: datetime, last: datetime, *, besides: Appointment | Occasion | None = None
) -> None:
    """Raise AlreadyBooked, which names the time that is taken. The caller holds the worker (`hold`)."""
    if found := taken(worker, first, last, besides=besides):
        raise AlreadyBooked(already(worker, found))


def already(worker: Person, found: Iterable[Taken]) -> str:
    times = "; ".join(_when(worker, one) for one in found)
    return _("%(worker)s is already booked then: %(times)s. Nothing was saved; pick another time.") % {
        "worker": worker, "times": times,
    }  # fmt: skip


def _when(worker: Person, one: Taken) -> str:
    begins, over = local(worker, one.starts_at), local(worker, one.ends_at)
    return _("%(day)s, %(from)s to %(until)s") % {
        "day": date_format(begins, "l, F j"), "from": _clock(begins), "until": _clock(over),
    }  # fmt: skip


def _clock(moment: datetime) -> str:
    return time_format(moment.time(), "g:i a").replace(".", "")
