"""A plan that was changed after a signal, in words: one line, each part for whoever may read it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.measures import scale_name
from handrail.continuum.journey.wording.plans import level_words
from handrail.continuum.journey.wording.practices import title_of
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.continuum.journey.wording.scheduling import clock, weekday_and_day
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.queries import local


def care_adjusted(entry: Entry, rows: Rows) -> Told:
    title = _("Changed the plan after a signal")
    made = rows.get(Adjustment, entry.subject)
    if made is None:
        return Told(title)
    return Told(title, text=" ".join([*_parts(made, rows), made.words]).strip())


def _parts(made: Adjustment, rows: Rows) -> Iterator[str]:
    if made.appointment and "appointments" in rows.opens:
        yield _session(made)
    if made.practice:
        yield _("Practice: %(what)s.") % {"what": title_of(made.practice.method)}
    if made.schedule and "measures" in rows.opens:
        days = made.schedule.every_days or 1
        every = ngettext("every day", "every %(days)s days", days) % {"days": days}
        yield _("Asked %(every)s: %(what)s.") % {"every": every, "what": scale_name(made.schedule.instrument)}
    if made.check_in_days and "checkins" in rows.opens:
        yield _("Check-ins: %(days)s.") % {"days": made.check_in_days.get_weekdays_display()}
    if made.level:
        yield _("Level of care: %(level)s.") % {"level": level_words(made.level.level)}
    for step in made.steps.all():
        yield _("%(whose)s: %(step)s.") % {
            "whose": step.responsible or step.partner,
            "step": said_by_us(step.title),
        }


def _session(made: Adjustment) -> str:
    assert made.appointment is not None
    starts = local(made.person, made.appointment.starts_at)
    told = {"worker": made.appointment.worker, "day": weekday_and_day(starts), "time": clock(starts)}
    if made.was is None:
        return _("Session with %(worker)s booked, %(day)s at %(time)s.") % told
    return _("Session with %(worker)s moved to %(day)s at %(time)s.") % told
