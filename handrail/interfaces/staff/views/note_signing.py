"""Signing a note, a second time too, and adding to it."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.note_forms import AddForm
from handrail.interfaces.staff.views.notes import CELLS, form_of, kept, note_for, note_page
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling import policy


@posts("staff:people")
@staff_page(*CELLS)
@transaction.atomic
def signature(request: HttpRequest, note_id: int) -> HttpResponse:
    """Keep what was typed, then sign it."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    form = form_of(request, found)
    if (answer := kept(request, found, form)) is not None:
        return answer
    try:
        counseling.sign(found, act=act)
    except (counseling.NothingWritten, counseling.CannotSign) as refused:
        return note_page(request, found, trouble=str(refused))
    return redirect("staff:note", found.pk)


@posts("staff:people")
@staff_page(*CELLS)
@transaction.atomic
def second_signature(request: HttpRequest, note_id: int) -> HttpResponse:
    """A supervisor signs too."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    try:
        counseling.cosign(found, act=act)
    except counseling.CannotSign as refused:
        return note_page(request, found, trouble=str(refused))
    return redirect("staff:note", found.pk)


@posts("staff:people")
@staff_page(*CELLS)
def note_review(request: HttpRequest, note_id: int) -> HttpResponse:
    """A supervisor read it."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    counseling.review(found, act=act)
    return redirect("staff:note", found.pk)


@posts("staff:people")
@staff_page(*CELLS)
@transaction.atomic
def additions(request: HttpRequest, note_id: int) -> HttpResponse:
    """Add to a signed note, with a reason."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    if not (policy.may_change(act, found) and found.is_signed):
        raise Http404
    form = AddForm(request.POST)
    if not form.is_valid():
        return note_page(request, found, add=form)
    counseling.amend(found, words=form.cleaned_data["words"], reason=form.cleaned_data["reason"], act=act)
    return redirect("staff:note", found.pk)


@posts("staff:people")
@staff_page(*CELLS)
def putting_away(request: HttpRequest, note_id: int) -> HttpResponse:
    """A draft that will not be signed."""
    act: Act = request.act  # type: ignore[attr-defined]
    found = note_for(act, note_id)
    if found.is_signed:
        return redirect("staff:note", found.pk)
    counseling.drop_draft(found, act=act)
    return redirect("staff:notes_of", found.person_id)
