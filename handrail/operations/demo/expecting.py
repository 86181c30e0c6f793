"""On which days a check-in could be expected, as the live engine counts it; read at once for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from handrail.clinical.early_warning.expected import DAY_BEGINS, is_expected, time_out
from handrail.continuum.watch.expecting import weekdays_on
from handrail.continuum.watch.models import Absence, CheckInDays, Outage
from handrail.operations.demo.window import ONE_DAY, Window


class Expecting:
    """What people said about their days, and when this installation stood still."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.away: dict[int, list[Absence]] = defaultdict(list)
        self.chosen: dict[int, list[CheckInDays]] = defaultdict(list)
        for one in Absence.objects.order_by("pk"):
            self.away[one.person_id].append(one)
        for row in CheckInDays.objects.order_by("from_on", "pk"):
            self.chosen[row.person_id].append(row)
        self.outages = list(Outage.objects.values_list("from_at", "until_at"))

    def asked(self, person: int, day: date) -> Collection[int]:
        """The weekdays that hold for somebody on that day."""
        return weekdays_on(self.chosen.get(person, ()), day)

    def is_expected(self, person: int, day: date) -> bool:
        """Whether a check-in that is missing on that day counts."""
        return is_expected(
            away=self.is_away(person, day), out=self._out(day), asked=day.weekday() in self.asked(person, day)
        )

    def is_away(self, person: int, day: date) -> bool:
        """Whether they said that they are away."""
        return any(one.holds(day) for one in self.away.get(person, ()))

    def quiet_days(self, person: int, first: date, last: date) -> frozenset[date]:
        """The days of that time on which nobody asks them: they keep to what they said."""
        days = (first + n * ONE_DAY for n in range((last - first).days + 1))
        return frozenset(
            day for day in days if self.is_away(person, day) or day.weekday() not in self.asked(person, day)
        )

    def _out(self, day: date) -> timedelta:
        if not self.outages:
            return timedelta(0)
        midnight = datetime.combine(day + ONE_DAY, datetime.min.time(), tzinfo=self.window.zone)
        return time_out(self.outages, (datetime.combine(day, DAY_BEGINS, tzinfo=self.window.zone), midnight))
