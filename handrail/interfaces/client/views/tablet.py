"""A clinic tablet in the person's hands: the questions, help, and giving it back. Nothing of a record stands on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from handrail.clinical.instruments.scale import Item
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Response, Sitting
from handrail.foundation.measures.queries import open_and_answerable
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.scale import question_of
from handrail.interfaces.client.scale_draft import ScaleDraft, draft_for, keep, taken
from handrail.interfaces.doorkeeper import tablet_page
from handrail.interfaces.language import KNOWN, OF_THE_TEAM
from handrail.interfaces.posts import posts
from handrail.interfaces.tablet import let_go

View = Callable[..., HttpResponse]


def _in_their_language(view: View) -> View:
    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        theirs = request.sitting.person.language  # type: ignore[attr-defined]
        language = theirs if theirs in KNOWN else OF_THE_TEAM
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return view(request, *args, **kwargs)

    return through


def _waiting(request: HttpRequest) -> Assignment | None:
    sitting: Sitting = request.sitting  # type: ignore[attr-defined]
    return next(iter(open_and_answerable(sitting.person)), None)


@tablet_page(("measures", "write"))
@_in_their_language
def tablet(request: HttpRequest) -> HttpResponse:
    """The question that comes next, of the scale that was asked first; at the end, a word of thanks."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = _waiting(request)
    if asked is None:
        return render(request, "client/tablet_end.html")
    draft = draft_for(asked, act)
    if request.method == "POST":
        return _answered(request, act, draft, asked)
    again = [item for item in draft.due() if item.id == request.GET.get("ask") and item.id in draft.answers]
    return _ask(request, draft, next(iter(again), None) or draft.next() or draft.due()[-1])


def _ask(
    request: HttpRequest, draft: ScaleDraft, item: Item, *, problem: str = "", status: int = 200
) -> HttpResponse:
    shown = question_of(draft, item, sent=request.POST if problem else None)
    return render(request, "client/tablet.html", shown | {"problem": problem}, status=status)


def _answered(request: HttpRequest, act: Act, draft: ScaleDraft, asked: Assignment) -> HttpResponse:
    item = next((one for one in draft.due() if one.id == request.POST.get("asked")), None)
    if item is None:
        return redirect("client:tablet")
    try:
        draft = taken(draft, item, request.POST)
    except ValidationError as refused:
        return _ask(request, draft, item, problem=refused.messages[0], status=422)
    if draft.next() is not None:
        keep(draft, asked, act, Response.Way.TABLET)
        return redirect("client:tablet")
    measures.submit(
        asked.person, instrument_id=draft.instrument, key=draft.key, answers=draft.given(),
        way=Response.Way.TABLET, act=act,
    )  # fmt: skip
    if draft.is_pressing:
        # Help stands in this very answer. Only the organisation's numbers: their own people are of their record.
        shown = {"help": help_list(None, help_lines()), "told": draft.is_told}
        return render(request, "client/tablet_help.html", shown)
    return redirect("client:tablet")


@posts("client:tablet")
@tablet_page(("measures", "write"))
def declining(request: HttpRequest) -> HttpResponse:
    """They would rather not answer this one; the next one comes."""
    asked = _waiting(request)
    if asked is not None and str(asked.pk) == request.POST.get("scale"):
        measures.decline(asked, act=request.act)  # type: ignore[attr-defined]
    return redirect("client:tablet")


@posts("client:tablet")
@tablet_page(("measures", "write"))
def end(request: HttpRequest) -> HttpResponse:
    """It is given back: whoever works here signs in again."""
    measures.end_sitting(request.sitting, act=request.act)  # type: ignore[attr-defined]
    return let_go(redirect("account_login"))
