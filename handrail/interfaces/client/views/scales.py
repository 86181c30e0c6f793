"""A scale: one question a page in its own words, kept between pages, and never a question more than the person wants."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.clinical.instruments.scale import Item
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, Response
from handrail.interfaces.answering import UNKNOWN
from handrail.interfaces.client.frame import owner_word, page
from handrail.interfaces.client.queries.scale import scale_end, scale_page
from handrail.interfaces.client.scale_draft import ScaleDraft, draft_for, keep, taken
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts, wants_json


def _asked(act: Act, pk: int) -> Assignment:
    mine = Assignment.objects.visible_to(act).open().filter(person=act.actor)
    return get_object_or_404(mine.select_related("person"), pk=pk)


def _sent(act: Act, pk: int) -> Response | None:
    """What was already sent for it: a second tap on the last answer comes here."""
    return Response.objects.visible_to(act).filter(person=act.actor, assignment=pk).first()


@client_page(("measures", "write"))
def scale(request: HttpRequest, pk: int) -> HttpResponse:
    """The question that comes next, or again the one that is named in `ask`."""
    act = request.act  # type: ignore[attr-defined]
    if request.method == "POST" and wants_json(request):
        return _from_phone(request, act, pk)
    sent = _sent(act, pk)
    if sent is not None:
        return redirect("client:scale_end", sent.key)
    asked = _asked(act, pk)
    draft = draft_for(asked, act)
    if request.method == "POST":
        return _answered(request, act, draft, asked)
    again = [item for item in draft.due() if item.id == request.GET.get("ask") and item.id in draft.answers]
    return _ask(request, act, draft, next(iter(again), None) or draft.next() or draft.due()[-1])


def _ask(
    request: HttpRequest, act: Act, draft: ScaleDraft, item: Item, *, problem: str = "", status: int = 200
) -> HttpResponse:
    sent = request.POST if problem else None
    shown = scale_page(act, draft, item, sent) | {"problem": problem}
    return page(request, "client/scale.html", shown, here="today", status=status)


def _answered(request: HttpRequest, act: Act, draft: ScaleDraft, asked: Assignment) -> HttpResponse:
    item = _named(request, draft.due())
    if item is None:
        return redirect("client:scale", draft.asked)
    try:
        draft = taken(draft, item, request.POST)
    except ValidationError as refused:
        return _ask(request, act, draft, item, problem=refused.messages[0], status=422)
    if draft.next() is None:
        return _finish(request, act, draft)
    keep(draft, asked, act)
    return redirect("client:scale", draft.asked)


def _finish(request: HttpRequest, act: Act, draft: ScaleDraft) -> HttpResponse:
    made = _submit(act, draft)
    if draft.is_pressing:
        # What cannot wait stands in this very answer, not behind another request.
        return page(request, "client/end.html", scale_end(act, made), here="today")
    return redirect("client:scale_end", made.key)


def _submit(act: Act, draft: ScaleDraft) -> Response:
    assert act.actor is not None
    given = draft.given()
    sent = measures.submit(act.actor, instrument_id=draft.instrument, key=draft.key, answers=given, act=act)
    return sent.response


def _named(request: HttpRequest, items: Iterable[Item]) -> Item | None:
    return next((one for one in items if one.id == request.POST.get("asked")), None)


def _from_phone(request: HttpRequest, act: Act, pk: int) -> HttpResponse:
    """An answer by the phone's outbox, which keeps it until there is signal: told in words of its own."""
    key = request.POST.get("key", "")
    assert act.actor is not None
    if request.headers.get("X-Outbox-Owner") != owner_word(act.actor):
        return JsonResponse({"key": key}, status=403)
    mine = Assignment.objects.visible_to(act).filter(person=act.actor).select_related("person")
    asked = get_object_or_404(mine, pk=pk)
    take = _in_time if asked.status == Assignment.Status.ASKED else _late
    try:
        return JsonResponse({"key": key, "next": take(request, act, asked)}, status=201)
    except ValidationError as refused:
        return JsonResponse({"key": key, "message": refused.messages[0]}, status=422)


def _in_time(request: HttpRequest, act: Act, asked: Assignment) -> str:
    """Where to go on. Raises ValidationError with what to do."""
    draft = draft_for(asked, act)
    item = _named(request, draft.due())
    if item is not None:
        draft = taken(draft, item, request.POST)
        if draft.next() is None:
            return reverse("client:scale_end", args=[_submit(act, draft).key])
        keep(draft, asked, act)
    return reverse("client:scale", args=[asked.pk])


def _late(request: HttpRequest, act: Act, asked: Assignment) -> str:
    """The scale was answered or put aside meanwhile. An answer that the team must hear of is kept by itself."""
    sent, draft = _sent(act, asked.pk), ScaleDraft(asked.pk, asked.instrument, _key(request))
    item = _named(request, draft.scale.questions())
    if item is not None:
        draft = taken(draft, item, request.POST)
        known = sent is not None and sent.answers.get(item.id) == draft.given().get(item.id)
        if draft.is_told and not known:
            return reverse("client:scale_end", args=[_submit(act, draft).key])
    if sent is None:
        raise ValidationError(_("Your team is no longer waiting for these answers. This one was not sent."))
    return reverse("client:scale_end", args=[sent.key])


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as odd:
        raise ValidationError(UNKNOWN) from odd


@client_page(("measures", "read"))
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """One line, and one offer."""
    act = request.act  # type: ignore[attr-defined]
    response = get_object_or_404(Response.objects.visible_to(act), person=act.actor, key=key)
    return page(request, "client/end.html", scale_end(act, response), here="today")


@posts("client:today")
@client_page(("measures", "write"))
def declining(request: HttpRequest, pk: int) -> HttpResponse:
    """The person would rather not answer this one."""
    act = request.act  # type: ignore[attr-defined]
    measures.decline(_asked(act, pk), act=act)
    return redirect(f"{reverse('client:today')}?told=rather-not")
