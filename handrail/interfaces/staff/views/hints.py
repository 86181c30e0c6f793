"""Answering a hint, switching a rule, and how soon signals were answered."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.continuum.hints import actions as hints
from handrail.continuum.hints.models import Hint
from handrail.continuum.watch import actions as watch
from handrail.foundation.consent.evaluator import may_count
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.forms import DeclineForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN, story_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.clock import response_clock
from handrail.interfaces.staff.queries.hints import rules_of
from handrail.interfaces.staff.queries.rows import Opened
from handrail.interfaces.staff.queries.telling import telling_of
from handrail.interfaces.staff.telling_forms import TellingForm


@staff_page(("reports", "read"))
def how_soon(request: HttpRequest) -> HttpResponse:
    """The response clock; and for supervisors the rules of hints, with what became of them."""
    if not may_count(request.act, "reports"):  # type: ignore[attr-defined]
        raise Http404
    return _how_soon(request)


def _how_soon(request: HttpRequest, sent: tuple[int, TellingForm] | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    page = {"clock": response_clock(act), "programmes": rules_of(act), "telling": telling_of(act, sent)}
    return show(request, "staff/how_soon.html", page, here="how_soon", status=AGAIN if sent else 200)


@staff_page(("care_plan", "append"))
@posted
def hint_review(request: HttpRequest, hint_id: int) -> HttpResponse:
    """Yes: a step to review stands in the plan."""
    hint = _visible(request, hint_id)
    with suppress(hints.AlreadyAnswered):
        hints.take_up(hint, act=request.act)  # type: ignore[attr-defined]
    return redirect(f"{reverse('staff:person', args=[hint.person_id])}#hints")


@staff_page(("care_plan", "append"))
@posted
def hint_dismissal(request: HttpRequest, hint_id: int) -> HttpResponse:
    """Not now, with a word on why."""
    hint, form = _visible(request, hint_id), DeclineForm(request.POST)
    if not form.is_valid():
        return story_page(request, hint.person_id, Opened(f"h{hint.pk}", "dismiss", form))
    with suppress(hints.AlreadyAnswered):
        hints.dismiss(hint, words=form.cleaned_data["words"], act=request.act)  # type: ignore[attr-defined]
    return redirect(f"{reverse('staff:person', args=[hint.person_id])}#hints")


@staff_page(("reports", "read"))
@posted
def rule_switch(request: HttpRequest, programme_id: int) -> HttpResponse:
    """A programme does without a rule, or uses it again."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme.objects.filter(pk__in=supervised(act)), pk=programme_id)
    switch = hints.switch_on if request.POST.get("to") == "on" else hints.switch_off
    switch(programme, rule=request.POST.get("rule", ""), act=act)
    return redirect("staff:how_soon")


@posts("staff:how_soon")
@staff_page(("reports", "read"))
def sensitivity(request: HttpRequest, programme_id: int) -> HttpResponse:
    """What the teams of one programme are told of."""
    act: Act = request.act  # type: ignore[attr-defined]
    programme = get_object_or_404(Programme.objects.filter(pk__in=supervised(act)), pk=programme_id)
    form = TellingForm(request.POST, auto_id=f"t{programme.pk}-%s")
    if not form.is_valid():
        return _how_soon(request, (programme.pk, form))
    watch.set_sensitivity(programme, **form.cleaned_data, act=act)
    return redirect("staff:how_soon")


def _visible(request: HttpRequest, hint_id: int) -> Hint:
    visible = Hint.objects.visible_to(request.act)  # type: ignore[attr-defined]
    return get_object_or_404(visible.select_related("person"), pk=hint_id)
