"""An appointment elsewhere: what I bring, how I get there, and what I need."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.outings import outing_page, outings_of
from handrail.interfaces.doorkeeper import client_page
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Arrangement


@client_page(("appointments", "read"), ("appointments", "write"))
def outing(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows it; POST says what I need for it."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(outings_of(act), pk=pk)
    if request.method != "POST":
        return page(request, "client/outing.html", {"outing": outing_page(mine, act)}, here="plan")
    asked, told = request.POST.get("need", ""), "asked-team"
    if asked not in Arrangement.What.values:
        raise Http404
    try:
        cases.ask_for(mine, what=Arrangement.What(asked), act=act)
    except cases.TooLate:
        told = "moved"
    return redirect(f"{reverse('client:outing', args=[mine.pk])}?told={told}")
