"""Answering a proposal: yes, yes but differently, or no with a word on why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import AlreadyAnswered, Proposal
from handrail.foundation.teams.queries import local
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.forms import ChangeForm, DeclineForm
from handrail.interfaces.staff.pages import after, again
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.rows import Opened


@staff_page(("care_plan", "append"))
@posted
def acceptance(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Yes: it stands in the plan, mine to do."""
    proposal = _visible(request, proposal_id)
    return _answered(request, proposal, partial(responses.accept, act=request.act))  # type: ignore[attr-defined]


@staff_page(("care_plan", "append"))
@posted
def change(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Yes, in other words or on another day."""
    proposal, act = _visible(request, proposal_id), request.act  # type: ignore[attr-defined]
    form = ChangeForm(request.POST, today=local(proposal.response.person, act.at).date())
    if not form.is_valid():
        opened = Opened(f"p{proposal.pk}", "change", form)
        return again(request, proposal.response.person_id, opened)
    return _answered(request, proposal, partial(responses.change, act=act, **form.cleaned_data))


@staff_page(("care_plan", "append"))
@posted
def decline(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """No, with a word on why."""
    proposal = _visible(request, proposal_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        opened = Opened(f"p{proposal.pk}", "decline", form)
        return again(request, proposal.response.person_id, opened)
    say = partial(responses.decline, act=request.act, words=form.cleaned_data["words"])  # type: ignore[attr-defined]
    return _answered(request, proposal, say)


def _visible(request: HttpRequest, proposal_id: int) -> Proposal:
    visible = Proposal.objects.visible_to(request.act)  # type: ignore[attr-defined]
    return get_object_or_404(visible.select_related("response__person"), pk=proposal_id)


def _answered(
    request: HttpRequest, proposal: Proposal, answer: Callable[[Proposal], Proposal]
) -> HttpResponse:
    # Whoever was first is named in the row, which also says that nothing was changed.
    with suppress(AlreadyAnswered):
        answer(proposal)
    return after(request, proposal.response.person_id, f"p{proposal.pk}")
