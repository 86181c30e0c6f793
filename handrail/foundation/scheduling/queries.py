"""What was missed, and when a worker has time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.free import taken
from handrail.foundation.scheduling.models import Appointment, Attendance, Availability
from handrail.foundation.scheduling.models.appointments import AppointmentQuerySet
from handrail.foundation.scheduling.recurrence import moment
from handrail.foundation.teams.queries import local

#: The one word of an event that says that somebody did not come, for a meeting and a group alike.
DID_NOT_COME = "did_not_come"
CAME = {"fulfilled", "came", "late"}
#: What lies further back is no row of misses any more.
LOOK_BACK = timedelta(days=90)


def missed_in_a_row(person: Person, now: datetime) -> int:
    """Sessions and groups that the person did not come to, since the last one they came to."""
    return _in_a_row(_settled(person, now))


def missed_elsewhere_in_a_row(person: Person, now: datetime) -> int:
    """Appointments elsewhere that did not happen, since the last one they were at."""
    return _in_a_row(_of(Appointment.objects.of(person).elsewhere(), now))


def _in_a_row(settled: Iterable[tuple[datetime, str]]) -> int:
    count = 0
    for _starts, status in sorted(settled, reverse=True):
        if status in CAME:
            break
        count += status == DID_NOT_COME
    return count


def _of(rows: AppointmentQuerySet, now: datetime) -> Iterable[tuple[datetime, str]]:
    over = rows.exclude(status=Appointment.Status.BOOKED).between(now - LOOK_BACK, now)
    return over.values_list("starts_at", "status")


def _settled(person: Person, now: datetime) -> Iterator[tuple[datetime, str]]:
    yield from _of(Appointment.objects.of(person).with_us(), now)
    groups = Attendance.objects.of(person).filter(
        occasion__starts_at__gte=now - LOOK_BACK, occasion__starts_at__lt=now
    )
    yield from groups.values_list("occasion__starts_at", "status")


HALF_AN_HOUR = timedelta(minutes=30)
SAME_DAY = Availability.KeptFor.SAME_DAY


def free_times(worker: Person, day: date, minutes: int, now: datetime) -> list[datetime]:
    """When this worker could begin a meeting of so many minutes that day, inside their hours, each half hour.

    Hours kept for whoever has to be seen the same day are free on that day only, whatever other hours say.
    """
    told = list(Availability.objects.on(day).filter(worker=worker).order_by("from_time"))
    kept = [] if day == local(worker, now).date() else [one for one in told if one.kept_for == SAME_DAY]
    found = {
        begins
        for hours in told
        if hours not in kept
        for begins in _times(hours, worker, day, timedelta(minutes=minutes))
        if begins >= now and not any(_within(begins, minutes, one, worker, day) for one in kept)
    }
    return [
        at
        for at in sorted(found)
        if not taken(worker, at, at + timedelta(minutes=minutes) + pause_of(worker, day))
    ]


def _times(hours: Availability, worker: Person, day: date, length: timedelta) -> Iterator[datetime]:
    begins = moment(day, hours.from_time, worker.time_zone)
    over = moment(day, hours.until_time, worker.time_zone)
    while begins + length <= over:
        yield begins
        begins += HALF_AN_HOUR


def _within(begins: datetime, minutes: int, kept: Availability, worker: Person, day: date) -> bool:
    """Whether a meeting would reach into hours that are kept."""
    until = moment(day, kept.until_time, worker.time_zone)
    return begins < until and begins + timedelta(minutes=minutes) > moment(
        day, kept.from_time, worker.time_zone
    )


def pause_of(worker: Person, day: date) -> timedelta:
    """How long this worker keeps free after a meeting that day."""
    kept = Availability.objects.on(day).filter(worker=worker).order_by("-pause_minutes").first()
    return timedelta(minutes=kept.pause_minutes if kept else 0)
