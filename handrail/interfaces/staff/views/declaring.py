"""Which programs are covered by 42 CFR Part 2: declared by the privacy officer, and by two where it opens more."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Programme
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.models import AlreadyDecided, Declaration
from handrail.interfaces.doorkeeper import fresh
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.declarations import declarations_page
from handrail.interfaces.staff.views.workers import offices
from handrail.interfaces.staff.worker_forms import DeclarationForm


@offices
def part2(request: HttpRequest) -> HttpResponse:
    """Every program, how it counts, who said so and why."""
    return _page(request)


@offices
@fresh
@posted
def declaring(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The privacy officer says how a program counts from now on."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme, pk=programme_id)
    if not keeps_privacy(act):
        raise Http404
    form = DeclarationForm(request.POST, auto_id=f"declare-{programme.pk}-%s")
    if not form.is_valid():
        return _page(request, (programme.pk, form))
    try:
        welcome.declare(programme, form.cleaned_data["part2"], form.cleaned_data["reason"], act=act)
    except AlreadyDecided:
        form.add_error(
            None, _("It is declared so, or waits for a second person already. Nothing was changed.")
        )
        return _page(request, (programme.pk, form))
    return redirect("staff:part2")


@offices
@fresh
@posted
def declaration_decision(request: HttpRequest, declaration_id: int) -> HttpResponse:
    """The second person agrees or not; whoever asked takes it back."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = get_object_or_404(Declaration, pk=declaration_id)
    answer = request.POST.get("now", "")
    # Whoever was first is right.
    with suppress(AlreadyDecided):
        if answer == "back" and act.actor == asked.asked_by:
            welcome.take_back_declaration(asked, act=act)
        elif answer in {"agree", "decline"} and policy.may_decide_declaration(act, asked):
            welcome.decide_declaration(asked, agree=answer == "agree", act=act)
        else:
            raise Http404
    return redirect("staff:part2")


def _page(request: HttpRequest, sent: tuple[int, DeclarationForm] | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"programs": declarations_page(act, sent)}
    # The same page stands among those of privacy for whoever keeps it.
    here = "emergencies" if keeps_privacy(act) else "workers"
    return show(request, "staff/part2.html", page, here=here, status=AGAIN if sent else 200)
