"""Times as people say them: today by the clock, this week by the day, later by the date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.scheduling import clock
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local

__all__ = [
    "age_words",
    "at_time",
    "by_day",
    "by_time",
    "clock",
    "day_words",
    "here",
    "lasting",
    "on_day",
    "until",
    "when",
    "within",
]

WEEK = timedelta(days=7)


def here(act: Act, at: datetime) -> datetime:
    """The moment on the reader's own clock."""
    return local(act.actor, at) if act.actor else at


#: From here on a promise is marked as due soon.
SOON = timedelta(hours=8)


def day_words(day: date, today: date) -> str:
    """today, tomorrow, yesterday, Friday (within a week either way), else Nov 24."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if (away := (day - today).days) in near:
        return near[away]
    if abs(day - today) < WEEK:
        return date_format(day, "l")
    return date_format(day, "M j" if day.year == today.year else "M j, Y")


def age_words(born_on: date | None, today: date) -> str:
    """How many years old; "" where nobody knows the day."""
    if born_on is None:
        return ""
    before = (today.month, today.day) < (born_on.month, born_on.day)
    return str(today.year - born_on.year - before)


def by_time(moment: datetime, now: datetime) -> str:
    """A promise with an hour. Both on the reader's own clock."""
    told = {"time": clock(moment), "day": day_words(moment.date(), now.date())}
    if moment.date() == now.date():
        return (_("By %(time)s") if moment >= now else _("Was due at %(time)s")) % told
    return (_("By %(day)s, %(time)s") if moment > now else _("Was due %(day)s")) % told


def by_day(day: date | None, today: date) -> str:
    """A promise with a day only; "" without one."""
    if day is None:
        return ""
    told = {"day": day_words(day, today)}
    if day == today:
        return _("Today")
    return (_("By %(day)s") if day > today else _("Was due %(day)s")) % told


def until(moment: datetime, now: datetime) -> str:
    """How long somebody has to answer."""
    told = {"time": clock(moment), "day": day_words(moment.date(), now.date())}
    if moment.date() == now.date():
        return _("Until %(time)s") % told
    return _("Until %(day)s, %(time)s") % told


def when(moment: datetime, now: datetime) -> str:
    """A moment of the past as a timeline shows it: the time today, the day this week, else the date."""
    if moment.date() == now.date():
        return clock(moment)
    if now.date() - moment.date() < WEEK:
        return date_format(moment, "D j")
    return on_day(moment.date(), now.date())


def at_time(moment: datetime, now: datetime) -> str:
    """A moment to the minute: the time today, else the day with it. What began before midnight keeps its minutes."""
    return clock(moment) if moment.date() == now.date() else f"{when(moment, now)}, {clock(moment)}"


def on_day(day: date, today: date) -> str:
    """Nov 24, with the year where it is another."""
    return date_format(day, "M j" if day.year == today.year else "M j, Y")


def within(span: timedelta) -> str:
    """A time limit as people say it."""
    hours = int(span.total_seconds() // 3600)
    if not hours:
        return _("at once")
    if hours == 1:
        return _("within an hour")
    if span > 3 * timedelta(days=1):
        return _("within %(days)s days") % {"days": span.days}
    return _("within %(hours)s hours") % {"hours": hours}


def lasting(span: timedelta | None) -> str:
    """How long something took; "" where it is not told."""
    if span is None:
        return ""
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(hours)s hours") % {"hours": round(minutes / 60)}
