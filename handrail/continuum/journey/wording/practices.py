"""What somebody practises and how it went, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.clinical.practices.shelf import UnknownMethod, method
from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.practices.models import Practice, PracticeLog


def practice_begun(entry: Entry, rows: Rows) -> Told:
    row = rows.get(Practice, entry.subject)
    return Told(_("Practices “%(what)s”") % {"what": method_name(entry)}, text=row.why if row else "")


def practice_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("No longer practices “%(what)s”") % {"what": method_name(entry)})


def practice_told(entry: Entry, rows: Rows) -> Told:
    row = rows.get(PracticeLog, entry.subject)
    told = str(row.get_told_display()) if row else ""
    return Told(
        _("Practice: %(what)s") % {"what": method_name(entry)}, voice=row.notices if row else "", text=told
    )


def method_name(entry: Entry) -> str:
    """What the method of an entry is called; its id when the shelf no longer has it."""
    try:
        return _(method(entry.facts["method"]).title)
    except UnknownMethod:
        return str(entry.facts["method"])
