"""Practices outside the office: agreed on with somebody, and read before the next session."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.practices import actions as practising
from handrail.foundation.practices.models import Practice, monday_of
from handrail.foundation.practices.queries import skill_of_week as standing_skill
from handrail.foundation.teams.queries import local
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.practice_forms import BeginForm, SkillForm
from handrail.interfaces.staff.queries.practices import PracticesPage, not_now_of, practices_of
from handrail.interfaces.staff.queries.skills import skills_of

CELLS = (("demographics", "read"), ("care_plan", "read"), ("care_plan", "write"))


@staff_page(*CELLS)
@transaction.atomic
def practices(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET reads what was told; POST agrees on one more."""
    shown = practices_of(person_id, request.act)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, shown)
    if not shown.record.may("care_plan", "write"):
        raise Http404
    form = _begin_form(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, form=form)
    practising.begin(shown.record.person, act=shown.record.act, **form.cleaned_data)
    return redirect("staff:practices", person_id)


@staff_page(*CELLS)
@posted
@transaction.atomic
def skill_of_week(request: HttpRequest, person_id: int) -> HttpResponse:
    """The skill of this week or the next is chosen, or taken off."""
    shown = practices_of(person_id, request.act)  # type: ignore[attr-defined]
    if not shown.record.may("care_plan", "write"):
        raise Http404
    form = _skill_form(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, skill_form=form)
    skill, week, record = form.cleaned_data["skill"], form.cleaned_data["week"], shown.record
    if skill:
        practising.choose_skill(record.person, method=skill, week=week, act=record.act)
    else:
        practising.drop_skill(record.person, week=week, act=record.act)
    return redirect("staff:practices", person_id)


@staff_page(("care_plan", "write"))
@posted
def practice_end(request: HttpRequest, practice_id: int) -> HttpResponse:
    """It is no longer practised."""
    act = request.act  # type: ignore[attr-defined]
    found = get_object_or_404(Practice.objects.visible_to(act), pk=practice_id)
    practising.end(found, act=act)
    return redirect("staff:practices", found.person_id)


def _begin_form(shown: PracticesPage, sent: QueryDict | None = None) -> BeginForm:
    return BeginForm(sent, not_now=not_now_of(shown.record), auto_id="practice-%s")


def _skill_form(shown: PracticesPage, sent: QueryDict | None = None) -> SkillForm:
    monday = monday_of(local(shown.record.person, shown.record.act.at).date())
    held = standing_skill(shown.record.person, monday)
    first = {"skill": held.method if held else ""}
    return SkillForm(sent, initial=first, monday=monday, not_now=not_now_of(shown.record), auto_id="skill-%s")


def _page(
    request: HttpRequest,
    shown: PracticesPage,
    form: BeginForm | None = None,
    skill_form: SkillForm | None = None,
) -> HttpResponse:
    again, page = bool(form or skill_form), {"record": shown.record, "practices": shown}
    page["skills"] = skills_of(shown.record)
    if shown.record.may("care_plan", "write"):
        page |= {"form": form or _begin_form(shown), "skill_form": skill_form or _skill_form(shown)}
    return show(request, "staff/practices.html", page, here="people", status=AGAIN if again else 200)
