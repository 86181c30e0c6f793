"""What was written of my sessions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.wording import day_words
from handrail.interfaces.doorkeeper import client_page, fresh_to_read
from handrail.interfaces.note_paper import notes_on_paper
from handrail.pillars.counseling.models import Note
from handrail.pillars.counseling.models.notes import NoteQuerySet

SHOWN = 100


@client_page(("counseling_notes", "read"))
def notes(request: HttpRequest) -> HttpResponse:
    """Signed notes, the newest first."""
    act: Act = request.act  # type: ignore[attr-defined]
    return page(
        request,
        "client/notes.html",
        {"notes": [(one, _day(one, act)) for one in _mine(act)[:SHOWN]]},
        here="me",
    )


@client_page(("counseling_notes", "read"), ("exports", "write"))
@fresh_to_read
def paper(request: HttpRequest) -> HttpResponse:
    """All of them on paper, once they showed again who they are."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    return notes_on_paper(act.actor, act)


@client_page(("counseling_notes", "read"))
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One note with what was added."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = get_object_or_404(_mine(act), pk=pk)
    lines = [(part, text) for part, text in one.lines if text]
    shown = {"note": one, "day": _day(one, act), "lines": lines,
             "addenda": one.addenda.select_related("written_by").order_by("pk")}  # fmt: skip
    return page(request, "client/note.html", shown, here="me")


def _mine(act: Act) -> NoteQuerySet:
    assert act.actor is not None
    rows = Note.objects.visible_to(act).of(act.actor).signed().newest_first()
    return rows.select_related("author", "appointment", "occasion__gathering")


def _day(one: Note, act: Act) -> str:
    assert act.actor is not None
    session = one.appointment or one.occasion
    at = session.starts_at if session else one.signed_at or one.begun_at
    return day_words(local(act.actor, at).date())
