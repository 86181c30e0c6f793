"""Hints that it may be time to review, in words: what they rest on only for whoever may read that."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.hints.models import Hint
from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.foundation.ledger.models import Entry


def hint_given(entry: Entry, rows: Rows) -> Told:
    return Told(_("A review was suggested"), text=_ground(entry, rows))


def hint_taken_up(entry: Entry, rows: Rows) -> Told:
    return Told(_("Took on to review together"), text=_ground(entry, rows))


def hint_dismissed(entry: Entry, rows: Rows) -> Told:
    hint = rows.get(Hint, entry.subject)
    told = hint.words if hint is not None and hint.resource in rows.opens else ""
    return Told(_("A review was set aside for now"), text=told)


def _ground(entry: Entry, rows: Rows) -> str:
    hint = rows.get(Hint, entry.subject)
    return said_by_us(hint.title) if hint is not None and hint.resource in rows.opens else ""
