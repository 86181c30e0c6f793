"""The story of the record in words, as the person’s own timeline tells it: what happened, when, by whom."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.continuum.copies.labels import LABELS
from handrail.continuum.copies.parts import Line, Part
from handrail.continuum.journey.moment import Moment
from handrail.continuum.journey.queries import timeline
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local

CELL, NAME = "audit", "ledger.Entry"
#: More than any record holds.
ALL = 1_000_000


def story_of(person: Person, act: Act) -> Part:
    """All of it, the newest first."""
    own = Act(actor=person, at=act.at, via=act.via)
    rows = [_row(moment, person) for moment in timeline(person, act=own, limit=ALL)]
    return Part(NAME, _("What happened, and who did it"), CELL, True, rows)


def _row(moment: Moment, person: Person) -> list[Line]:
    at = date_format(local(person, moment.at), "DATETIME_FORMAT")
    told = {"title": moment.title, "text": moment.text, "voice": moment.voice, "by": moment.by}
    first = Line("at", str(LABELS["at"]), [at], moment.at.isoformat())
    return [
        first,
        *(Line(name, str(LABELS[name]), [said] if said else [], said) for name, said in told.items()),
    ]
