"""Plans looked at again: that it was done, and after how many days a programme does so."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import ReviewRhythm
from handrail.foundation.plans.policy import may_review
from handrail.foundation.teams.models import Programme
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN, plan_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import record_of
from handrail.interfaces.staff.review_forms import ReviewForm, RhythmForm


@dataclass(frozen=True, slots=True)
class OfProgramme:
    """One programme with its form."""

    programme: Programme
    form: RhythmForm


@staff_page(("demographics", "read"), ("care_plan", "append"))
@posted
@transaction.atomic
def plan_review(request: HttpRequest, person_id: int) -> HttpResponse:
    """It was looked at with the person."""
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    if not may_review(record.act, record.person).allowed:
        raise Http404
    form = ReviewForm(request.POST, today=record.today, auto_id="review-%s")
    if not form.is_valid():
        return plan_page(request, person_id, review_form=form)
    plans.review(record.person, act=record.act, **form.cleaned_data)
    return redirect("staff:plan", person_id)


@staff_page(("care_plan", "read"))
def rhythms(request: HttpRequest) -> HttpResponse:
    """For supervisors: after how many days, for each level of care."""
    return _drawn(request)


@posts("staff:rhythms")
@staff_page(("care_plan", "read"))
def rhythm(request: HttpRequest, programme_id: int) -> HttpResponse:
    """All levels of one programme at once, or none."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme.objects.filter(pk__in=supervised(act)), pk=programme_id)
    form = RhythmForm(request.POST, held={}, auto_id=f"rhythm-{programme.pk}-%s")
    if not form.is_valid():
        return _drawn(request, (programme.pk, form))
    with transaction.atomic():
        for level, days in form.days().items():
            plans.set_rhythm(programme, level=level, days=days, act=act)
    return redirect("staff:rhythms")


def _drawn(request: HttpRequest, sent: tuple[int, RhythmForm] | None = None) -> HttpResponse:
    held = Programme.objects.filter(pk__in=supervised(request.act)).order_by("name")  # type: ignore[attr-defined]
    if not held:
        raise Http404
    now: dict[int, dict[str, int]] = {one.pk: {} for one in held}
    for row in ReviewRhythm.objects.open().filter(programme__in=now):
        now[row.programme_id][row.level] = row.days
    shown = [
        OfProgramme(one, sent[1] if sent and sent[0] == one.pk else
                    RhythmForm(held=now[one.pk], auto_id=f"rhythm-{one.pk}-%s"))
        for one in held
    ]  # fmt: skip
    return show(
        request, "staff/rhythms.html", {"programmes": shown}, here="caseload", status=AGAIN if sent else 200
    )
