"""What a person is told of their rights, and asks by them, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry


def notice_delivered(entry: Entry, rows: Rows) -> Told:
    paper = entry.facts.get("how") == "paper"
    return Told(_("Got the privacy notice on paper") if paper else _("Has the privacy notice"))
