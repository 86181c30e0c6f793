"""What follows a check-in or a scored scale: the watch looks again."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.continuum.watch.finding import keep
from handrail.continuum.watch.memory import ONE_DAY, evening_of, forget_from, locked_memory, remember_through
from handrail.continuum.watch.seen import by_direct_rules, by_scale_rules, by_usual
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local

#: A change found for a day longer ago than this is history: it is remembered, nobody is called.
FRESH = timedelta(days=1)


def reassess(entry: Entry, act: Act) -> None:
    """Compare the day just told with the person's own usual, and with the rules that need no usual."""
    check_in = CheckIn.objects.select_related("person").get(pk=entry.subject)
    person, today = check_in.person, local(check_in.person, act.at).date()
    row = locked_memory(person, check_in.day)
    if check_in.day <= row.through_day:
        forget_from(row, check_in.day)
    remember_through(row, today - ONE_DAY)
    if today - check_in.day <= FRESH:
        _look(person, check_in, today, act)


def _look(person: Person, check_in: CheckIn, today: date, act: Act) -> None:
    if check_in.day == today:
        row = locked_memory(person, check_in.day)
        for found in by_usual(today, evening_of(row, today)):
            keep(person, found, act=act)
    for found in by_direct_rules(check_in):
        keep(person, found, act=act)


def weigh_scale(entry: Entry, act: Act) -> None:
    """Compare a scored scale with the one before, by the instrument's own rules of change."""
    response = Response.objects.select_related("person").get(pk=entry.subject)
    for found in by_scale_rules(response, local(response.person, act.at).date()):
        keep(response.person, found, act=act)
