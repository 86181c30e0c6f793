"""One person's notes, and writing one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import WHOLE, decide, may, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import fresh_to_read, staff_page
from handrail.interfaces.note_paper import notes_on_paper
from handrail.interfaces.posts import wants_json
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.note_forms import AddForm, BeginForm, NoteForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries import notes as query
from handrail.interfaces.staff.words.times import clock, here
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling import policy
from handrail.pillars.counseling.models import Note
from handrail.pillars.counseling.models.notes import RESOURCE

CELLS = (("counseling_notes", "read"), ("counseling_notes", "write"))


@staff_page(*CELLS)
@transaction.atomic
def notes_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET lists them, and is written down; POST begins one."""
    act: Act = request.act  # type: ignore[attr-defined]
    person = readable(act, person_id)
    form = BeginForm(request.POST or None, sessions=query.sessions_to_note(person, act))
    if request.method == "POST" and form.is_valid():
        shape = Note.Shape(form.cleaned_data["shape"])
        return redirect(
            "staff:note", counseling.begin_note(person, shape=shape, appointment=form.session, act=act).pk
        )
    record_viewing(person, RESOURCE, decide(act, RESOURCE, person).basis, act=act)
    page = {"person": person, "notes": query.notes_of(person, act), "apart": policy.may_keep_apart(act, person), "prints": may(act, "exports", person, "write"),
            "form": form if policy.may_begin(act, person) else None}  # fmt: skip
    return show(
        request, "staff/notes.html", page, here="people", status=AGAIN if request.method == "POST" else 200
    )


@staff_page(("counseling_notes", "read"), ("exports", "write"))
@fresh_to_read
def note_paper(request: HttpRequest, person_id: int) -> HttpResponse:
    """Signed notes on paper, to hand to the person."""
    act: Act = request.act  # type: ignore[attr-defined]
    return notes_on_paper(readable(act, person_id), act)


@staff_page(*CELLS)
@transaction.atomic
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """GET shows it; POST keeps a draft, by hand or by itself."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    if request.method != "POST":
        return note_page(request, found)
    form = form_of(request, found)
    answer = kept(request, found, form)
    if answer is None:
        return said(request, found, form) if wants_json(request) else redirect("staff:note", found.pk)
    return answer


def readable(act: Act, person_id: int) -> Person:
    """Somebody whose notes the reader reads whole."""
    person = get_object_or_404(people_for(act, RESOURCE), pk=person_id)
    own = About(author=act.actor.pk if act.actor else None)
    ask_ahead(
        act,
        person,
        *CELLS,
        ("exports", "write"),
        (RESOURCE, "write", WHOLE, own),
        (policy.APART, "write", WHOLE, own),
    )
    if not policy.may_read(act, person) or person == act.actor:
        raise Http404
    return person


def note_for(act: Act, note_id: int) -> Note:
    rows = (
        Note.objects.visible_to(act).filter(dropped_at=None).select_related("person", "author", "cosigned_by")
    )
    found = get_object_or_404(rows, pk=note_id)
    ask_ahead(act, found.person, *CELLS, ("care_plan", "read"))
    if not policy.may_read(act, found.person) or found.person == act.actor:
        raise Http404
    return found


def form_of(request: HttpRequest, found: Note) -> NoteForm:
    goals, steps = query.to_work_on(found.person, request.act)  # type: ignore[attr-defined]
    return NoteForm(request.POST if request.method == "POST" else None, found, goals, steps)


def kept(request: HttpRequest, found: Note, form: NoteForm) -> HttpResponse | None:
    """Keep what was typed; an answer when something has to be looked at first."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not policy.may_change(act, found):
        raise Http404
    if not form.is_valid():
        return again(request, found, form, "")
    sent, worked = form.cleaned_data, form.worked_on()
    try:
        saved = counseling.save_draft(
            found, form.words(), began_from=sent["version"], written=sent["written"], **worked, act=act
        )
    except (counseling.NotADraft, counseling.TooLong) as mistaken:
        return again(request, found, form, str(mistaken))
    found.version, found.words, found.saved_at = saved.note.version, saved.note.words, saved.note.saved_at
    if saved.copy is not None:
        form.over(saved.note.version)
        return again(request, found, form, "", meanwhile=True)
    return None


def again(
    request: HttpRequest, found: Note, form: NoteForm, trouble: str, *, meanwhile: bool = False
) -> HttpResponse:
    if wants_json(request):
        words = [trouble, *(str(e) for errors in form.errors.values() for e in errors)]
        return JsonResponse({"trouble": " ".join(w for w in words if w), "meanwhile": meanwhile}, status=409)
    return note_page(request, found, form, trouble=trouble, meanwhile=meanwhile)


def said(request: HttpRequest, found: Note, form: NoteForm) -> HttpResponse:
    """What the page says after it kept a draft by itself."""
    act: Act = request.act  # type: ignore[attr-defined]
    hints = [{"term": one.term, "better": one.better} for one in query.hints_on(form.words())]
    return JsonResponse({"version": found.version, "saved": clock(here(act, found.saved_at)), "hints": hints})


def note_page(
    request: HttpRequest, found: Note, form: NoteForm | None = None, add: AddForm | None = None, **more: Any
) -> HttpResponse:
    """A draft as a form, a signed note as text."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = policy.may_change(act, found)
    if found.is_signed:
        record_viewing(found.person, RESOURCE, decide(act, RESOURCE, found.person).basis, act=act)
    page = {"note": found, "person": found.person, "mine": mine, "hints": query.hints_on(found.parts),
            "worked_on": query.worked_on(found, act), "copies": list(found.copies.order_by("pk")) if mine else [],
            "addenda": list(found.addenda.select_related("written_by").order_by("pk")),
            "may_cosign": found.is_signed and policy.may_cosign(act, found), **more}  # fmt: skip
    if mine and found.is_signed:
        page["add"] = add or AddForm()
        page["unsaved"] = form
    elif mine:
        page["form"] = form or form_of(request, found)
    page["reviewed"] = page["may_cosign"] and found.reviews.filter(reviewed_by=act.actor).exists()
    return show(
        request, "staff/note.html", page, here="people", status=AGAIN if request.method == "POST" else 200
    )
