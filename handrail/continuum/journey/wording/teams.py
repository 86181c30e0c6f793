"""Who began to care for the person, and where they enrolled, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme, Role


def care_begun(entry: Entry, rows: Rows) -> Told:
    return Told(_("%(worker)s joined the team") % {"worker": _worker(entry, rows)}, text=_role(entry), by="")


def care_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("%(worker)s left the team") % {"worker": _worker(entry, rows)}, text=_role(entry), by="")


def enrolment_opened(entry: Entry, rows: Rows) -> Told:
    return Told(_("Began in %(programme)s") % {"programme": _programme(entry, rows)})


def enrolment_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Moved on from %(programme)s, with a way back") % {"programme": _programme(entry, rows)})


def _worker(entry: Entry, rows: Rows) -> str:
    worker = rows.get(Person, entry.facts.get("worker"))
    return worker.preferred_name if worker else _("Somebody")


def _role(entry: Entry) -> str:
    role = entry.facts.get("role")
    return str(Role(role).label) if role in Role.values else ""


def _programme(entry: Entry, rows: Rows) -> str:
    programme = rows.get(Programme, entry.facts.get("programme"))
    return programme.name if programme else _("a program")
