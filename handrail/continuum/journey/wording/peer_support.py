"""Peer support, in words: that they were in touch, never what was said."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry


def contact_logged(entry: Entry, rows: Rows) -> Told:
    words = {
        "reached": _("In touch with their peer"),
        "no_answer": _("Their peer tried to reach them"),
        "left_message": _("Their peer left a message"),
    }
    return Told(words.get(str(entry.facts.get("outcome")), _("Their peer wrote something down")))


def contact_shared(entry: Entry, rows: Rows) -> Told:
    return Told(_("The team may read one contact with their peer"))


def contact_kept(entry: Entry, rows: Rows) -> Told:
    return Told(_("A contact with their peer is between the two again"))


def concern_told(entry: Entry, rows: Rows) -> Told:
    return Told(_("Their peer was worried and called whoever is on call"))
