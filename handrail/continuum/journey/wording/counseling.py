"""Notes, in words: that there is one, never what it says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry


def note_signed(entry: Entry, rows: Rows) -> Told:
    return Told(_("Note of a session signed"))


def note_cosigned(entry: Entry, rows: Rows) -> Told:
    return Told(_("Note signed by a second person"))


def note_amended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Something was added to a note"))


def note_reviewed(entry: Entry, rows: Rows) -> Told:
    return Told(_("A supervisor read a note"))


def family_agreed(entry: Entry, rows: Rows) -> Told:
    return Told(_("What may be said in a family session was agreed"))


def guest_invited(entry: Entry, rows: Rows) -> Told:
    return Told(_("Somebody close was invited to a family session"))


def guest_answered(entry: Entry, rows: Rows) -> Told:
    if entry.facts.get("answer") == "comes":
        return Told(_("Somebody close said that they come to a family session"))
    return Told(_("Somebody close said that they cannot come to a family session"))


def guest_left(entry: Entry, rows: Rows) -> Told:
    return Told(_("Somebody close is not invited any more"))
