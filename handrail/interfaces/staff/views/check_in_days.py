"""On which weekdays somebody checks in, and when they are away: chosen with them, or told for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.continuum.watch import actions as watch
from handrail.foundation.teams.queries import local
from handrail.interfaces.day_forms import AbsenceForm, DaysForm
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.check_in_days import CheckInDaysPage, check_in_days_of

OPEN = (("demographics", "read"), ("checkins", "read"), ("checkins", "append"))


@staff_page(*OPEN)
def check_in_days(request: HttpRequest, person_id: int) -> HttpResponse:
    """What holds; POST chooses weekdays."""
    shown = check_in_days_of(person_id, request.act)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, shown)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, days=form)
    watch.choose_days(shown.record.person, **form.cleaned_data, act=shown.record.act)
    return redirect("staff:check_in_days", person_id)


@staff_page(*OPEN)
@posted
def absences(request: HttpRequest, person_id: int) -> HttpResponse:
    """They are away: in hospital, traveling, at court."""
    shown = check_in_days_of(person_id, request.act)  # type: ignore[attr-defined]
    form = _absence(shown, request)
    if not form.is_valid():
        return _page(request, shown, away=form)
    watch.tell_absence(shown.record.person, **form.cleaned_data, act=shown.record.act)
    return redirect("staff:check_in_days", person_id)


@staff_page(*OPEN)
@posted
def absence_end(request: HttpRequest, person_id: int) -> HttpResponse:
    """They are back: from today on check-ins are expected again."""
    shown = check_in_days_of(person_id, request.act)  # type: ignore[attr-defined]
    watch.end_absence(shown.record.person, act=shown.record.act)
    return redirect("staff:check_in_days", person_id)


def _absence(shown: CheckInDaysPage, request: HttpRequest | None = None) -> AbsenceForm:
    today = local(shown.record.person, shown.record.act.at).date()
    return AbsenceForm(request.POST if request else None, today=today, auto_id="away-%s")


def _page(
    request: HttpRequest, shown: CheckInDaysPage, days: DaysForm | None = None, away: AbsenceForm | None = None
) -> HttpResponse:  # fmt: skip
    """What was sent and needs another look stands as it was typed; the other form stands as it is."""
    page = {
        "record": shown.record, "shown": shown,
        "days": days or DaysForm(initial={"weekdays": list(shown.choice.weekdays)}),
        "away": away or _absence(shown),
    }  # fmt: skip
    status = AGAIN if days or away else 200
    return show(request, "staff/check_in_days.html", page, here="people", status=status)
