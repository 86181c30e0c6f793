"""An appointment elsewhere: what I bring, how I get there, and what I need."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.outings import outing_page, outings_of
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Arrangement


class BringForm(forms.Form):
    """My own list, a line each."""

    words = PlainText(
        max_length=1000, required=False, label=_("What to bring"), help_text=_("One thing on each line."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


@client_page(("appointments", "read"), ("appointments", "write"))
def outing(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows it; POST says what I need for it, or keeps my list of what to bring."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(outings_of(act), pk=pk)
    if request.method != "POST":
        return _shown(request, mine, None)
    if "words" in request.POST:
        return _list_kept(request, mine)
    asked, told = request.POST.get("need", ""), "asked-team"
    if asked not in Arrangement.What.values:
        raise Http404
    try:
        cases.ask_for(mine, what=Arrangement.What(asked), act=act)
    except cases.TooLate:
        told = "outing-over"
    return redirect(f"{reverse('client:outing', args=[mine.pk])}?told={told}")


def _list_kept(request: HttpRequest, mine: Appointment) -> HttpResponse:
    form, told = BringForm(request.POST), "list"
    if not form.is_valid():
        return _shown(request, mine, form)
    try:
        cases.write_to_bring(mine, words=form.cleaned_data["words"], act=request.act)  # type: ignore[attr-defined]
    except cases.TooLate:
        told = "outing-over"
    return redirect(f"{reverse('client:outing', args=[mine.pk])}?told={told}")


def _shown(request: HttpRequest, mine: Appointment, sent: BringForm | None) -> HttpResponse:
    found = outing_page(mine, request.act)  # type: ignore[attr-defined]
    form = sent or BringForm(initial={"words": "\n".join(found.bring)})
    shown = {"outing": found, "form": form if found.ahead or sent else None}
    return page(request, "client/outing.html", shown, here="plan", status=422 if sent else 200)
