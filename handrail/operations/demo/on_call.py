"""Who is on call in the demonstration: responders in turn from eight to eight, a second one behind each."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import Membership, Role
from handrail.operations.demo.window import Window
from handrail.pillars.crisis.models import Shift
from handrail.pillars.crisis.models.alerts import DESK

DAYS_BACK, DAYS_AHEAD, EIGHT = 5, 21, 8 * 60
DAY = timedelta(days=1)


def plan_on_call(window: Window) -> int:
    """Put two people on call for each day from five days ago to three weeks ahead for which nobody is yet; returns how many shifts."""
    held = Membership.objects.on(window.today).filter(role=Role.CRISIS_RESPONDER).values("person")
    workers = list(Person.objects.filter(pk__in=held).order_by("pk"))
    days = [window.today + n * DAY for n in range(-DAYS_BACK, DAYS_AHEAD)]
    planned = Shift.objects.filter(until_at__gt=window.at(days[0], EIGHT)).values_list("from_at", flat=True)
    taken = {moment.astimezone(window.zone).date() for moment in planned}
    shifts = [shift for day in days if day not in taken for shift in _day(window, workers, day)]
    _give_phones(window)
    return len(Shift.objects.bulk_create(shifts))


def _give_phones(window: Window) -> None:
    # Numbers that are nobody's: 555 0100 to 0199.
    held = Membership.objects.on(window.today).filter(role__in=DESK).values("person")
    have = ContactPoint.objects.filter(system=ContactPoint.System.PHONE).values("person")
    for worker in Person.objects.filter(pk__in=held).exclude(pk__in=have).order_by("pk"):
        ContactPoint.objects.create(
            person=worker, system=ContactPoint.System.PHONE, value=f"+1555555{100 + worker.pk % 100:04}",
            safety=ContactPoint.Safety.SAFE,
        )  # fmt: skip


def _day(window: Window, workers: list[Person], day: date) -> list[Shift]:
    pair = [workers[(day.toordinal() + n) % len(workers)] for n in range(min(2, len(workers)))]
    from_at, until_at = window.at(day, EIGHT), window.at(day + DAY, EIGHT)
    return [
        Shift(worker=one, place=n, from_at=from_at, until_at=until_at) for n, one in enumerate(pair, start=1)
    ]
