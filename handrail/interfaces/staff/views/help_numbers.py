"""The numbers on the help page: what stands there, and that somebody called them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome import policy
from handrail.interfaces.doorkeeper import fresh, staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.help_numbers import help_numbers
from handrail.interfaces.staff.worker_forms import HelpNumberForm

CELLS = (("accounts", "read"), ("accounts", "write"))


@staff_page(*CELLS)
@fresh
def numbers(request: HttpRequest) -> HttpResponse:
    """Each with when it was called; one is put right at a time."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not policy.keeps_help_numbers(act):
        raise Http404
    if request.method != "POST":
        return _drawn(request)
    purpose = request.POST.get("purpose", "")
    if purpose not in HelpLine.Purpose.values:
        raise Http404
    form = HelpNumberForm(request.POST, auto_id=f"{purpose}-%s")
    if form.is_valid():
        try:
            welcome.check_help_number(HelpLine.Purpose(purpose), form.cleaned_data["number"], act=act)
        except welcome.NoNumber as wrong:
            form.add_error("number", str(wrong))
        else:
            return redirect("staff:help_numbers")
    return _drawn(request, (purpose, form))


def _drawn(request: HttpRequest, sent: tuple[str, HelpNumberForm] | None = None) -> HttpResponse:
    page = {"lines": help_numbers(request.act, sent)}  # type: ignore[attr-defined]
    return show(request, "staff/help_numbers.html", page, here="workers", status=AGAIN if sent else 200)
