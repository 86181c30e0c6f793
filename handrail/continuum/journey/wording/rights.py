"""What a person is told of their rights, and asks by them, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.consent import resource_words
from handrail.foundation.ledger.models import Entry


def notice_delivered(entry: Entry, rows: Rows) -> Told:
    paper = entry.facts.get("how") == "paper"
    return Told(_("Got the privacy notice on paper") if paper else _("Has the privacy notice"))


def amendment_asked(entry: Entry, rows: Rows) -> Told:
    return Told(_("Asked for a correction in %(what)s") % _what(entry))


def amendment_accepted(entry: Entry, rows: Rows) -> Told:
    return Told(_("A correction in %(what)s was accepted") % _what(entry))


def amendment_declined(entry: Entry, rows: Rows) -> Told:
    return Told(_("A correction in %(what)s was not accepted") % _what(entry))


def amendment_disagreed(entry: Entry, rows: Rows) -> Told:
    return Told(_("Disagrees with what was not corrected in %(what)s") % _what(entry))


def breach_told(entry: Entry, rows: Rows) -> Told:
    return Told(_("Told in writing about what happened with their records"))


def breach_read(entry: Entry, rows: Rows) -> Told:
    return Told(_("Read what happened with their records"))


def erasure_opened(entry: Entry, rows: Rows) -> Told:
    return Told(_("A case to erase the record was opened"))


def erasure_approved(entry: Entry, rows: Rows) -> Told:
    return Told(_("Erasing the record was agreed"))


def erasure_declined(entry: Entry, rows: Rows) -> Told:
    return Told(_("Erasing the record was not agreed"))


def erasure_called_off(entry: Entry, rows: Rows) -> Told:
    return Told(_("Erasing the record was called off"))


def record_erased(entry: Entry, rows: Rows) -> Told:
    return Told(_("What could go of the record was erased"))


def _what(entry: Entry) -> dict[str, str]:
    return {"what": resource_words(str(entry.facts.get("resource", "")))}
