"""How soon signals were answered in the reader's programmes: medians, and nothing about few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf
from statistics import median

from django.utils.translation import gettext as _

from handrail.clinical.playbooks.playbook import playbooks
from handrail.clinical.small_cells import of_too_few
from handrail.continuum.responses.queries import Clocked, clocked
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Enrolment
from handrail.interfaces.staff.words.numbers import counted

#: Signals of the last days are counted.
WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One playbook, or all of them: how many signals, how many nobody took up, and the median times of all of them, so
    that half were sooner. "" where there are too few to tell."""

    title: str
    signals: str
    not_taken_up: str
    to_accepted: str
    to_contact: str


def response_clock(act: Act) -> list[ClockLine]:
    """All playbooks together first, then each that answered anything."""
    held = [one.programme for one in standings(act) if one.programme is not None]
    people = Enrolment.objects.at(act.at).filter(programme__in=held).values_list("person", flat=True)
    rows = clocked(set(people), since=act.at - WINDOW, until=act.at)
    lines = [_line(book.title, [row for row in rows if row.playbook == book.id]) for book in playbooks()]
    return [_line(_("Every signal"), rows), *(line for line in lines if line.signals != "0")] if rows else []


def _line(title: str, rows: Sequence[Clocked]) -> ClockLine:
    alone = [row for row in rows if row.to_accepted is None]
    if of_too_few(row.person for row in rows):
        return ClockLine(title, _many(rows), _many(alone), "", "")
    accepted, reached = [row.to_accepted for row in rows], [row.to_contact for row in rows]
    return ClockLine(title, _many(rows), _many(alone), _median(accepted), _median(reached))


def _many(rows: Sequence[Clocked]) -> str:
    people = {row.person for row in rows}
    return counted(len(people)) if of_too_few(people) else str(len(rows))


def _median(times: Sequence[timedelta | None]) -> str:
    """The middle one in words. What has not happened is later than all that has."""
    middle = median(inf if time is None else time.total_seconds() for time in times)
    return _("not yet for half") if middle == inf else span(timedelta(seconds=middle))


def span(time: timedelta) -> str:
    """4 min, 3 h 20 min, 2 days 4 h."""
    minutes = round(time.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    days, left = divmod(hours, 24)
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": left}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return _("%(minutes)s min") % {"minutes": minutes}
