"""The stretch of time that is told, on the organisation's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

ONE_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
#: A day asked for by its date alone ends in the middle of its afternoon.
AFTERNOON = 15 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """Everything after `since`, up to and with `now`; both on the clock of `zone`.

    `began` is the first day ever told. Stories count back from `told_on`, the day the demo was built.
    """

    since: datetime
    now: datetime
    zone: ZoneInfo
    seed: int
    began: date
    told_on: date

    @property
    def first(self) -> date:
        return self.since.date()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def built_at(self) -> datetime:
        """The beginning of the day on which the demo was built: no real person did anything here before."""
        return self.at(self.told_on, 0)

    def days(self, first: date | None = None, last: date | None = None) -> Iterator[date]:
        """The days from `first` to `last`, both included; by default the whole window."""
        day, end = max(first or self.first, self.first), min(last or self.today, self.today)
        while day <= end:
            yield day
            day += ONE_DAY

    def at(self, day: date, minute: int) -> datetime:
        """The moment `minute` minutes past midnight of `day`."""
        return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self.zone)

    def holds(self, moment: datetime) -> bool:
        """Whether that moment lies in the window."""
        return self.since < moment <= self.now

    @property
    def goes_on(self) -> bool:
        """Whether something was told before this window."""
        return self.first > self.began or self.since.time() > time.min

    def random(self, *names: object) -> Random:
        """Chances of their own for one purpose: the same ones for the same seed and window."""
        return self.lasting(self.first, *names)

    def lasting(self, *names: object) -> Random:
        """Chances that stay the same when the story is told further on another day."""
        return Random("/".join(map(str, (self.seed, *names))))


def until_now(zone: ZoneInfo, now: datetime, days: int, seed: int) -> Window:
    """The window of a new organisation: `days` days that end now."""
    now = now.astimezone(zone)
    first = now.date() - timedelta(days=days)
    since = datetime(first.year, first.month, first.day, tzinfo=zone)
    return Window(since, now, zone, seed, first, now.date())


def going_on(zone: ZoneInfo, built: datetime, days: int, seed: int, since: datetime, now: datetime) -> Window:
    """The window of an organisation built at `built` and told up to `since`: what is missing until now."""
    told_on = built.astimezone(zone).date()
    first = told_on - timedelta(days=days)
    return Window(since.astimezone(zone), now.astimezone(zone), zone, seed, first, told_on)


def moment_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment that stands for a day asked for by its date."""
    return datetime(day.year, day.month, day.day, AFTERNOON // 60, AFTERNOON % 60, tzinfo=zone)
