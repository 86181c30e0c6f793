"""A word about a look: the worker's answer, and what the privacy officer makes of it."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.continuum.looks import actions, policy
from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.look_forms import LookAnswerForm, LookClosingForm
from handrail.interfaces.staff.pages import AGAIN, today_page
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.looks import looks_page
from handrail.interfaces.staff.views.office import office


@staff_page(("accounts", "read"))
@posted
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """What it was for. Whoever answers a second time changes nothing."""
    act: Act = request.act  # type: ignore[attr-defined]
    question = get_object_or_404(LookQuestion, pk=question_id, worker=act.actor)
    form = LookAnswerForm(request.POST, auto_id="asked-%s")
    if not form.is_valid() and question.answered_at is None:
        return today_page(request, answer=form)
    if form.is_valid():
        given = form.cleaned_data
        with suppress(actions.AlreadyAnswered):
            actions.answer_question(
                question, answer=LookQuestion.Answer(given["answer"]), words=given["words"], act=act
            )
    return redirect("staff:today")


@office
def looks(request: HttpRequest) -> HttpResponse:
    """The looks that nothing explains, with what was answered."""
    return _looks(request)


def _looks(request: HttpRequest, sent: tuple[int, Form] | None = None) -> HttpResponse:
    page = looks_page(request.act, sent)  # type: ignore[attr-defined]
    return show(request, "staff/looks.html", page, here="emergencies", status=AGAIN if sent else 200)


@office
@posted
def closing(request: HttpRequest, look_id: int) -> HttpResponse:
    """Close it, with a reason. Whoever closed it first is right."""
    act: Act = request.act  # type: ignore[attr-defined]
    look = get_object_or_404(policy.visible_to(act), pk=look_id)
    form = LookClosingForm(request.POST, auto_id=f"look-{look.pk}-%s")
    if not form.is_valid() and look.closed_at is None:
        return _looks(request, (look.pk, form))
    if form.is_valid():
        given = form.cleaned_data
        with suppress(actions.AlreadyClosed):
            actions.close_look(
                look, outcome=UnexplainedLook.Outcome(given["outcome"]), reason=given["reason"], act=act
            )
    return redirect("staff:looks")
