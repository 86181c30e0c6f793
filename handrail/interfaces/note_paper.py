"""Signed notes on paper, for the person: through the gate, written down as a disclosure to themself.

Notes kept apart are of another model and never stand here; drafts are part of no record.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.way_out import pdf_file
from handrail.pillars.counseling.models import Note
from handrail.pillars.counseling.models.notes import RESOURCE


def notes_on_paper(person: Person, act: Act) -> HttpResponse:
    """All signed notes, the newest first, each with what was added to it. Raises Refused."""
    handed = consent.disclose_to_self(person, {RESOURCE}, how=Disclosure.How.FILE, act=act)
    return pdf_file(handed, "notes.pdf", document(person, act))


def document(person: Person, act: Act) -> dict[str, Any]:
    """What stands on the paper."""
    rows = Note.objects.visible_to(act).of(person).signed().newest_first()
    notes = rows.select_related("author", "cosigned_by", "appointment", "occasion").prefetch_related(
        "addenda__written_by"
    )
    day = date_format(local(person, act.at).date(), "DATE_FORMAT")
    return {
        "title": _("Notes"), "language": get_language() or "en", "nothing": _("No notes yet."),
        "about": [
            _("For %(name)s, %(day)s.") % {"name": person.preferred_name, "day": day},
            _("These are the signed notes of your sessions. They are yours. Keep them where only you can read them."),
            _("Not in it: private notes that a counselor keeps apart for themself, and what is about other people."),
        ],
        "parts": [{"title": _day(one, person), "brief": False, "rows": [_lines(one, person)]} for one in notes],
    }  # fmt: skip


def _day(one: Note, person: Person) -> str:
    session = one.appointment or one.occasion
    at = session.starts_at if session else one.signed_at or one.begun_at
    return date_format(local(person, at).date(), "DATE_FORMAT")


def _lines(one: Note, person: Person) -> list[dict[str, Any]]:
    said = [(_("Written by"), f"{one.author} · {one.get_written_display()}")]
    said += [(str(part.name), text) for part, text in one.lines if text]
    if one.cosigned_by is not None:
        said.append((_("Second signature"), str(one.cosigned_by)))
    for added in one.addenda.all():
        on = date_format(local(person, added.written_at).date(), "DATE_FORMAT")
        said.append((_("Added later"), f"{added.written_by}, {on} · {added.reason}\n{added.words}"))
    return [{"label": label, "words": text.splitlines() or [""]} for label, text in said]
