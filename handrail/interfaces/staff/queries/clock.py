"""How soon signals were answered in the reader's programmes: medians, and nothing about few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
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
    """One playbook, or all of them: how many signals, and the median times. "" where there are too few to tell."""

    title: str
    signals: str
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
    accepted = [(row.person, row.to_accepted) for row in rows if row.to_accepted is not None]
    reached = [(row.person, row.to_contact) for row in rows if row.to_contact is not None]
    people = {row.person for row in rows}
    signals = counted(len(people)) if of_too_few(people) else str(len(rows))
    return ClockLine(title, signals, _median(accepted), _median(reached))


def _median(times: Sequence[tuple[int, timedelta]]) -> str:
    """The middle one in words; "" where they are of fewer people than may be told of."""
    if of_too_few(person for person, _time in times):
        return ""
    return span(timedelta(seconds=median(time.total_seconds() for _person, time in times)))


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
