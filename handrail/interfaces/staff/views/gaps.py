"""Small gaps in people's care: who is asked to mend them, what can wait, and how many days are too many."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Gap
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.gap_forms import AsideForm, DaysForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.gaps import gaps_page


@staff_page(("care_plan", "read"))
def gaps(request: HttpRequest) -> HttpResponse:
    """Mine, and those of my people."""
    return show(request, "staff/gaps.html", {"found": gaps_page(request.act)}, here="gaps")  # type: ignore[attr-defined]


@posts("staff:gaps")
@staff_page(("care_plan", "append"))
def gap_setting_aside(request: HttpRequest, gap_id: int) -> HttpResponse:
    """It can wait until a day, with why."""
    act: Act = request.act  # type: ignore[attr-defined]
    gap = get_object_or_404(Gap.objects.visible_to(act).exclude(person=act.actor), pk=gap_id)
    form = AsideForm(request.POST, today=organisation_day(act.at), auto_id=f"g{gap.pk}-%s")
    if form.is_valid():
        try:
            watch.set_gap_aside(gap, **form.cleaned_data, act=act)
            return redirect("staff:gaps")
        except ValueError as refused:
            form.add_error("until", str(refused))
    page = {"found": gaps_page(act, sent=(gap.pk, form))}
    return show(request, "staff/gaps.html", page, here="gaps", status=AGAIN)


@posts("staff:gaps")
@staff_page(("care_plan", "read"))
def gap_days(request: HttpRequest, programme_id: int) -> HttpResponse:
    """How many days are too many in one programme."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme.objects.filter(pk__in=supervised(act)), pk=programme_id)
    form = DaysForm(request.POST, auto_id=f"d{programme.pk}-%s")
    if not form.is_valid():
        page = {"found": gaps_page(act, days=(programme.pk, form))}
        return show(request, "staff/gaps.html", page, here="gaps", status=AGAIN)
    with transaction.atomic():
        for kind, days in form.said().items():
            watch.set_gap_days(programme, kind=kind, days=days, act=act)
    return redirect("staff:gaps")
