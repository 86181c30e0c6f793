"""Days without a check-in: away for a while, or weekdays that were not chosen. A missing one worries nobody then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.expecting import choice_of
from handrail.continuum.watch.models import Absence
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.frame import page
from handrail.interfaces.day_forms import AbsenceForm, DaysForm
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

OWN = (("checkins", "read"), ("checkins", "write"))


@client_page(*OWN)
def absences(request: HttpRequest) -> HttpResponse:
    """When I am away; POST adds days."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    form = AbsenceForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        watch.tell_absence(act.actor, **form.cleaned_data, act=act)
        return redirect(f"{reverse('client:absence')}?told=saved")
    told = Absence.objects.of(act.actor).not_over(today).select_related("told_by").order_by("from_on", "pk")
    status = 422 if form.errors else 200
    return page(request, "client/absence.html", {"form": form, "times": told}, here="me", status=status)


@posts("client:absence")
@client_page(*OWN)
def end(request: HttpRequest) -> HttpResponse:
    """I am back: from today on check-ins are expected again."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    watch.end_absence(act.actor, act=act)
    return redirect(f"{reverse('client:absence')}?told=back")


@client_page(*OWN)
def days(request: HttpRequest) -> HttpResponse:
    """On which weekdays I check in; POST chooses them."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    choice, sent = choice_of(act.actor, local(act.actor, act.at).date()), request.method == "POST"
    form = DaysForm(request.POST if sent else None, initial={"weekdays": list(choice.weekdays)})
    if sent and form.is_valid():
        watch.choose_days(act.actor, **form.cleaned_data, act=act)
        return redirect(f"{reverse('client:check_in_days')}?told=saved")
    status = 422 if form.errors else 200
    return page(
        request, "client/check_in_days.html", {"form": form, "choice": choice}, here="me", status=status
    )
