"""Who was introduced to whom, in words; what was written about it is for those two and the person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person


def offered(entry: Entry, rows: Rows) -> Told:
    return Told(_("Warm handoff to %(name)s: asked") % _to(entry, rows))


def accepted(entry: Entry, rows: Rows) -> Told:
    return Told(_("Warm handoff: %(name)s said yes") % _to(entry, rows))


def declined(entry: Entry, rows: Rows) -> Told:
    return Told(_("Warm handoff: %(name)s said no") % _to(entry, rows))


def taken_back(entry: Entry, rows: Rows) -> Told:
    return Told(_("Warm handoff to %(name)s: taken back") % _to(entry, rows))


def _to(entry: Entry, rows: Rows) -> dict[str, str]:
    to = rows.get(Person, entry.facts.get("to"))
    return {"name": to.preferred_name if to else _("somebody")}
