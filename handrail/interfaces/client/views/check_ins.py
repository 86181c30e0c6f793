"""The check-in: one question a page, kept once, with or without script and signal."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import CheckIn
from handrail.interfaces.client import drafts
from handrail.interfaces.client.forms import CheckInForm, Taps
from handrail.interfaces.client.frame import owner_word, page
from handrail.interfaces.client.long_form import LongForm
from handrail.interfaces.client.queries.check_in import end_page, long_page, next_question, question_page
from handrail.interfaces.client.questions import REACH_OUT
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts, wants_json

View = Callable[..., HttpResponse]


def kept_through_sign_in(view: View) -> View:
    """When the session has ended, what was sent waits until its owner has signed in again."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and not wants_json(request):
            drafts.keep_through_sign_in(request)
        return view(request, *args, **kwargs)

    return through


@client_page(("checkins", "write"))
def new(request: HttpRequest) -> HttpResponse:
    """The question that is asked now. A phone that keeps the page for later gets it blank."""
    act = request.act  # type: ignore[attr-defined]
    for_later = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    draft = drafts.new_draft(act) if for_later else drafts.kept_draft(request, act) or drafts.new_draft(act)
    given = drafts.answers_in(request.GET)
    if given:
        draft = draft.with_answers(given)
        drafts.keep(request, draft)
    asked = request.GET.get("ask") or next_question(act, next(reversed(draft.answers), ""))
    return page(request, "client/check_in.html", question_page(act, draft, asked), here="today")


@kept_through_sign_in
@posts("client:check_in_new")
@client_page(("checkins", "write"))
def check_ins(request: HttpRequest) -> HttpResponse:
    """Keep what was told. Without script the first answers come one by one and wait as a draft."""
    act = request.act  # type: ignore[attr-defined]
    kept_by = request.META.get("HTTP_X_OUTBOX_OWNER")
    if kept_by is not None and kept_by != owner_word(act.actor):
        return JsonResponse({"key": request.POST.get("key", "")}, status=403)
    long = "words" in request.POST
    form = (LongForm if long else Taps)(request.POST, person=act.actor, at=act.at)
    if not form.is_valid():
        return _put_right(request, form, long=long)
    if not long and REACH_OUT not in request.POST and not wants_json(request):
        return _half_way(request)
    return _keep(request, form)


def _half_way(request: HttpRequest) -> HttpResponse:
    act = request.act  # type: ignore[attr-defined]
    draft = drafts.kept_draft(request, act) or drafts.new_draft(act)
    drafts.keep(request, draft.with_answers(drafts.answers_in(request.POST)))
    answered = request.POST.get("asked", "")
    return redirect(f"{reverse('client:check_in_new')}?ask={next_question(act, answered)}")


def _keep(request: HttpRequest, form: Any) -> HttpResponse:
    act, told = request.act, form.cleaned_data  # type: ignore[attr-defined]
    made = measures.check_in(act.actor, key=told["key"], answers=form.answers(), day=told["day"], act=act)
    drafts.drop(request)
    if wants_json(request):
        # Its own address lies below the one it was sent to.
        return JsonResponse({"key": str(made.key), "next": f"{request.path}{made.key}/"}, status=201)
    if made.safe in measures.NOT_SAFE:
        # Help stands in this very answer, not behind another request.
        return page(request, "client/end.html", end_page(act, made), here="today")
    return redirect("client:check_in", made.key)


def _put_right(request: HttpRequest, form: CheckInForm | Taps, *, long: bool) -> HttpResponse:
    act = request.act  # type: ignore[attr-defined]
    if wants_json(request):
        return JsonResponse({"key": request.POST.get("key", ""), "message": form.message()}, status=422)
    if long:
        return page(request, "client/long.html", long_page(act, form), here="today", status=422)
    draft = (drafts.kept_draft(request, act) or drafts.new_draft(act)).with_answers(
        drafts.answers_in(request.POST)
    )
    drafts.keep(request, draft)
    context = question_page(act, draft, request.POST.get("asked", ""))
    return page(
        request, "client/check_in.html", context | {"problem": form.message()}, here="today", status=422
    )


@client_page(("checkins", "write"))
def long(request: HttpRequest) -> HttpResponse:
    """Every question on one page, each optional."""
    act = request.act  # type: ignore[attr-defined]
    draft = drafts.new_draft(act)
    typed = drafts.typed_before(request, act)
    form = LongForm(initial={**typed, "key": draft.key, "day": draft.day}, person=act.actor, at=act.at)
    return page(request, "client/long.html", long_page(act, form), here="today")


@client_page(("checkins", "read"))
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """One line, and one offer."""
    act = request.act  # type: ignore[attr-defined]
    made = get_object_or_404(
        CheckIn.objects.visible_to(act).select_related("person"), person=act.actor, key=key
    )
    return page(request, "client/end.html", end_page(act, made), here="today")
