"""Notes kept apart: their author's alone, on no page but this."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.note_forms import KeptApartForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.notes import apart_of, kept_out_words
from handrail.interfaces.staff.views.notes import readable
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling import policy


@staff_page(("sud_counseling_notes", "read"), ("sud_counseling_notes", "write"))
@transaction.atomic
def kept_apart(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET shows what I keep apart; POST adds to it."""
    act: Act = request.act  # type: ignore[attr-defined]
    person = readable(act, person_id)
    if not policy.may_keep_apart(act, person):
        raise Http404
    form = KeptApartForm(request.POST if request.method == "POST" else None)
    trouble, elsewhere = "", []
    if request.method == "POST" and form.is_valid():
        try:
            counseling.keep_apart(person, form.cleaned_data["words"], act=act)
        except counseling.BelongsElsewhere as refused:
            trouble, elsewhere = str(refused), kept_out_words(refused.found)
        else:
            return redirect("staff:kept_apart", person.pk)
    page = {"person": person, "kept": apart_of(person, act), "form": form, "trouble": trouble, "elsewhere": elsewhere}  # fmt: skip
    return show(request, "staff/kept_apart.html", page, here="people", status=AGAIN if request.method == "POST" else 200)  # fmt: skip
