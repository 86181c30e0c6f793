"""What was on its way when the story was told last: open steps, booked appointments, scales asked for, check-ins."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from handrail.foundation.measures.models import Assignment, CheckIn
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.operations.demo.appointments import Booked, Diary
from handrail.operations.demo.life import Life
from handrail.operations.demo.plans import OpenStep
from handrail.operations.demo.scales import Asked
from handrail.operations.demo.visitors import touched
from handrail.operations.demo.window import Window


class Pending:
    """By person, and without the steps and appointments that somebody touched by hand."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._steps = self._open_steps()
        self._appointments = self._booked()
        self._asked = self._open_requests()
        self._days = self._days_told()

    def steps(self, life: Life) -> list[OpenStep]:
        return self._steps.get(life.person, [])

    def appointments(self, life: Life) -> list[Booked]:
        """Those with somebody who still cares for the person."""
        booked = []
        for row in self._appointments.get(life.person, []):
            for care in life.cares:
                if (care.worker, care.strand) == (row.worker_id, row.strand):
                    zone = self.window.zone
                    starts_at, ends_at = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
                    booked.append(Booked(row.pk, care, starts_at, ends_at, self.window.since, stored=True))
        return booked

    def scales(self, life: Life) -> dict[str, Asked]:
        return self._asked.get(life.person, {})

    def days_told(self, life: Life) -> frozenset[date]:
        """Days of the window on which there is a check-in already."""
        return frozenset(self._days.get(life.person, ()))

    def diary(self) -> Diary:
        """The hours that are taken."""
        diary, zone = Diary(), self.window.zone
        rows = Appointment.objects.with_us().filter(ends_at__gt=self.window.since)
        for row in rows.exclude(status=Appointment.Status.CANCELLED):
            diary.note(row.worker_id, row.starts_at.astimezone(zone), row.ends_at.astimezone(zone))
        return diary

    def _open_steps(self) -> dict[int, list[OpenStep]]:
        by_hand, found = touched("plans.step", self.window.built_at), defaultdict(list)
        rows = Step.objects.open().exclude(due_on=None).select_related("plan").order_by("pk")
        for row in rows.iterator():
            if row.pk not in by_hand:
                found[row.plan.person_id].append(self._step(row))
        return found

    def _step(self, row: Step) -> OpenStep:
        assert row.due_on is not None
        return OpenStep(
            row.pk, row.strand, row.made_at.astimezone(self.window.zone), row.due_on, row.title, row.why,
            row.responsible_id, row.partner, row.origin, Step.Status(row.status), stored=True,
        )  # fmt: skip

    def _booked(self) -> dict[int, list[Appointment]]:
        by_hand, found = touched("scheduling.appointment", self.window.built_at), defaultdict(list)
        for row in Appointment.objects.with_us().booked().order_by("starts_at", "pk"):
            if row.pk not in by_hand:
                found[row.person_id].append(row)
        return found

    def _open_requests(self) -> dict[int, dict[str, Asked]]:
        found: dict[int, dict[str, Asked]] = defaultdict(dict)
        for row in Assignment.objects.open():
            at = row.asked_at.astimezone(self.window.zone)
            found[row.person_id][row.instrument] = Asked(row.pk, row.instrument, at, stored=True)
        return found

    def _days_told(self) -> dict[int, list[date]]:
        found, rows = defaultdict(list), CheckIn.objects.between(self.window.first, self.window.today)
        for person, day in rows.values_list("person", "day"):
            found[person].append(day)
        return found
