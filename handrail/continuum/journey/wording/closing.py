"""Emergency access, restrictions and cases, in words that the person reads too."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person


def emergency_opened(entry: Entry, rows: Rows) -> Told:
    reason = entry.facts.get("reason")
    because = str(EmergencyAccess.Reason(reason).label) if reason in EmergencyAccess.Reason.values else ""
    return Told(_("%(worker)s opened the record in an emergency") % _worker(entry, rows), text=because)


def emergency_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Emergency access of %(worker)s ended early") % _worker(entry, rows))


def emergency_told(entry: Entry, rows: Rows) -> Told:
    told = _("%(worker)s opened the record in an emergency, and it is told only now") % _worker(entry, rows)
    return Told(told)


def emergency_reviewed(entry: Entry, rows: Rows) -> Told:
    return Told(
        _("The privacy officer looked into the emergency access of %(worker)s") % _worker(entry, rows)
    )


def emergency_facts_written(entry: Entry, rows: Rows) -> Told:
    return Told(_("Written down: to whom the record went in the emergency"))


def emergency_facts_missing(entry: Entry, rows: Rows) -> Told:
    return Told(_("Not written down yet: to whom the record went in the emergency"))


def restriction_asked(entry: Entry, rows: Rows) -> Told:
    return Told(_("Asked to keep something from somebody"))


def restriction_agreed(entry: Entry, rows: Rows) -> Told:
    return Told(_("Agreed to keep something from somebody"))


def restriction_declined(entry: Entry, rows: Rows) -> Told:
    return Told(_("Answered a request to keep something from somebody"))


def restriction_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Ended a request to keep something from somebody"))


def case_opened(entry: Entry, rows: Rows) -> Told:
    return Told(_("%(worker)s asked to read the record for a case") % _worker(entry, rows))


def case_approved(entry: Entry, rows: Rows) -> Told:
    return Told(_("%(worker)s may read the record for a case") % _worker(entry, rows))


def case_closed(entry: Entry, rows: Rows) -> Told:
    return Told(_("The case of %(worker)s is closed") % _worker(entry, rows))


def _worker(entry: Entry, rows: Rows) -> dict[str, str]:
    worker = rows.get(Person, entry.facts.get("reader"))
    return {"worker": worker.preferred_name if worker else _("Somebody")}
