"""Allergies and what somebody needs to take part, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Allergy


def allergy_noted(entry: Entry, rows: Rows) -> Told:
    title = _("An allergy was written anew") if entry.facts["anew"] else _("An allergy was written down")
    return Told(title, text=_substance(entry, rows))


def allergy_ended(entry: Entry, rows: Rows) -> Told:
    mistake = entry.facts["status"] == Allergy.Status.MISTAKE
    title = _("An allergy was written down by mistake") if mistake else _("An allergy was found not to be so")
    return Told(title, text=_substance(entry, rows))


def no_allergy_told(entry: Entry, rows: Rows) -> Told:
    return Told(_("Asked about allergies: none known"))


def access_needs_written(entry: Entry, rows: Rows) -> Told:
    # Nothing of what: the field set of a peer opens this entry, and leaves access needs out.
    return Told(_("Said what they need to take part"))


def _substance(entry: Entry, rows: Rows) -> str:
    found = rows.get(Allergy, entry.subject)
    return found.substance if found else ""
