"""A kind of entry this page does not know yet: shown plainly, never hidden by a mistake and never a crash."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry


def plainly(entry: Entry, rows: Rows) -> Told:
    noun, _dot, verb = entry.kind.partition(".")[2].rpartition(".")
    if not noun:
        return Told(_("Something was recorded"))
    words = f"{noun} {verb}".replace("_", " ").replace(".", " ")
    return Told(words.capitalize())
