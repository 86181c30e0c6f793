"""Worksheets of the person: written alone, kept once, read, printed and written further."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.shelf import method as method_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Sheet, SheetVersion, own_signs_of
from handrail.interfaces.client import sheet_drafts
from handrail.interfaces.client.frame import owner_word, page
from handrail.interfaces.client.practice_forms import SheetEnvelope
from handrail.interfaces.client.queries.sheets import (
    end_of_sheet,
    needs_help,
    questions_for,
    sheet_form_page,
    sheet_page,
)
from handrail.interfaces.client.views.practices import found
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts, wants_json
from handrail.interfaces.sheet_form import SheetForm, begun_from

CELLS = (("measures", "write"), ("safety_plan", "write"), ("care_plan", "write"))


@sheet_drafts.kept_through_sign_in
@client_page(*CELLS)
def new(request: HttpRequest, number: int) -> HttpResponse:
    """GET is the blank worksheet, also kept on the phone; POST keeps what was written."""
    asked = found(number)
    if not asked.questions:
        raise Http404
    return _written(request, asked) if request.method == "POST" else _blank(request, asked)


@sheet_drafts.kept_through_sign_in
@client_page(*CELLS)
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The same sheet, written further: a new version, the one before stays."""
    sheet = _mine(request, pk)
    asked = method_of(sheet.method)
    return _written(request, asked, sheet) if request.method == "POST" else _blank(request, asked, sheet)


@client_page(("measures", "read"), ("safety_plan", "read"), ("care_plan", "read"))
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet to read and to print."""
    return page(request, "client/sheet.html", sheet_page(request.act, _mine(request, pk)), here="plan")  # type: ignore[attr-defined]


@posts("client:practices")
@client_page(("safety_plan", "write"))
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """The person stands by this version of a plan of theirs."""
    mine = _mine(request, pk)
    if method_of(mine.method).kind != "plan":
        raise Http404
    practices.sign(mine.newest, act=request.act)  # type: ignore[attr-defined]
    return redirect("client:sheet", pk)


@client_page(("measures", "read"), ("safety_plan", "read"), ("care_plan", "read"))
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """What follows: a word of thanks, or help."""
    act: Act = request.act  # type: ignore[attr-defined]
    written = get_object_or_404(SheetVersion.objects.select_related("sheet"), person=act.actor, key=key)
    return page(request, "client/sheet_end.html", end_of_sheet(act, written), here="plan")


def _mine(request: HttpRequest, pk: int) -> Sheet:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    return get_object_or_404(Sheet.objects.visible_to(act).of(act.actor), pk=pk)


def _blank(request: HttpRequest, asked: Method, sheet: Sheet | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    newest = sheet.newest if sheet else None
    initial = begun_from(newest.told, newest.version) if newest else {}
    # A phone that keeps the page for later gets it blank.
    for_later = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    typed = {} if for_later else sheet_drafts.typed_before(request, act)
    form = SheetForm(
        initial={**initial, **typed}, questions=questions_for(act.actor, asked), signs=own_signs_of(act.actor)
    )
    return _page(request, asked, form)


def _written(request: HttpRequest, asked: Method, sheet: Sheet | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    kept_by, key = request.headers.get("X-Outbox-Owner"), request.POST.get("key", "")
    if kept_by is not None and kept_by != owner_word(act.actor):
        return JsonResponse({"key": key}, status=403)
    envelope = SheetEnvelope(request.POST, person=act.actor, at=act.at)
    form = SheetForm(request.POST, questions=questions_for(act.actor, asked), signs=own_signs_of(act.actor))
    if not (form.is_valid() and envelope.is_valid()):
        return _again(request, asked, form, (form if form.errors else envelope).message())
    try:
        made = practices.write(
            act.actor, method=asked.id, key=envelope.cleaned_data["key"], answers=form.answers(), sheet=sheet,
            instead_of=form.cleaned_data["instead_of"] or 0, day=envelope.cleaned_data["day"], act=act,
        )  # fmt: skip
    except practices.WrittenMeanwhile as meanwhile:
        form.over(meanwhile.newest.version)
        return _again(request, asked, form, str(meanwhile))
    return _kept(request, asked, made)


def _kept(request: HttpRequest, asked: Method, made: SheetVersion) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    sheet_drafts.drop(request)
    after = reverse("client:sheet_end", args=[made.key])
    if wants_json(request):
        return JsonResponse({"key": request.POST["key"], "next": after}, status=201)
    if needs_help(asked, made.told):
        # Help stands in this very answer, not behind another request.
        return page(request, "client/sheet_end.html", end_of_sheet(act, made), here="plan")
    return redirect(after)


def _again(request: HttpRequest, asked: Method, form: SheetForm, problem: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"key": request.POST.get("key", ""), "message": problem}, status=422)
    return _page(request, asked, form, problem=problem, status=422)


def _page(
    request: HttpRequest, asked: Method, form: SheetForm, problem: str = "", status: int = 200
) -> HttpResponse:
    shown = sheet_form_page(request.act, asked, form) | {"problem": problem}  # type: ignore[attr-defined]
    return page(request, "client/sheet_form.html", shown, here="plan", status=status)
