"""What was missed, and when a worker has time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.free import taken
from handrail.foundation.scheduling.models import Appointment, Attendance, Availability
from handrail.foundation.scheduling.recurrence import moment

#: The one word of an event that says that somebody did not come, for a meeting and a group alike.
DID_NOT_COME = "did_not_come"
CAME = {"fulfilled", "came", "late"}
#: What lies further back is no row of misses any more.
LOOK_BACK = timedelta(days=90)


def missed_in_a_row(person: Person, now: datetime) -> int:
    """Sessions and groups that the person did not come to, since the last one they came to."""
    count = 0
    for _starts, status in sorted(_settled(person, now), reverse=True):
        if status in CAME:
            break
        count += status == DID_NOT_COME
    return count


def _settled(person: Person, now: datetime) -> Iterator[tuple[datetime, str]]:
    meetings = Appointment.objects.of(person).exclude(status=Appointment.Status.BOOKED)
    yield from meetings.between(now - LOOK_BACK, now).values_list("starts_at", "status")
    groups = Attendance.objects.of(person).filter(
        occasion__starts_at__gte=now - LOOK_BACK, occasion__starts_at__lt=now
    )
    yield from groups.values_list("occasion__starts_at", "status")


def free_times(worker: Person, day: date, minutes: int, now: datetime) -> list[datetime]:
    """When this worker could begin a meeting of so many minutes that day, inside their hours, each half hour."""
    length, step = timedelta(minutes=minutes), timedelta(minutes=30)
    found = []
    for hours in Availability.objects.on(day).filter(worker=worker).order_by("from_time"):
        begins = moment(day, hours.from_time, worker.time_zone)
        over = moment(day, hours.until_time, worker.time_zone)
        pause = timedelta(minutes=hours.pause_minutes)
        while begins + length <= over:
            if begins >= now and not taken(worker, begins, begins + length + pause):
                found.append(begins)
            begins += step
    return found


def pause_of(worker: Person, day: date) -> timedelta:
    """How long this worker keeps free after a meeting that day."""
    kept = Availability.objects.on(day).filter(worker=worker).order_by("-pause_minutes").first()
    return timedelta(minutes=kept.pause_minutes if kept else 0)
