"""What the person practises: choosing, doing, and telling how it went."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.shelf import SKILL_KINDS, UnknownMethod, numbered
from handrail.clinical.practices.shelf import method as shelf_method
from handrail.foundation.ledger.act import Act
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice
from handrail.interfaces.client.frame import owner_word, page
from handrail.interfaces.client.practice_forms import ChooseForm, ColumnsForm, TellForm
from handrail.interfaces.client.queries.practices import practice_page, practices_page, timed_page
from handrail.interfaces.client.queries.sheets import columns_of, worksheet_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts, wants_json

LIST = "client:practices"


@client_page(("care_plan", "read"))
def all_of_them(request: HttpRequest) -> HttpResponse:
    """What I practise, and what else there is."""
    return page(request, "client/practices.html", practices_page(request.act), here="plan")  # type: ignore[attr-defined]


@client_page(("care_plan", "read"), ("measures", "read"), ("safety_plan", "read"))
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One method: what to do, and how it went or what was written before."""
    method = found(number)
    if method.questions:
        return page(request, "client/worksheet.html", worksheet_page(request.act, method), here="plan")  # type: ignore[attr-defined]
    return _page(request, method)


@client_page(("care_plan", "read"))
def go(request: HttpRequest, number: int) -> HttpResponse:
    """The cues one after another: with a clock where there is script, with Next where there is none."""
    method = found(number)
    if not method.cues:
        raise Http404
    return page(request, "client/timed.html", timed_page(method, request.GET), here="plan")


@posts(LIST)
@client_page(("care_plan", "write"))
def choosing(request: HttpRequest, number: int) -> HttpResponse:
    """Practise it from now on."""
    act, form, method = request.act, ChooseForm(request.POST), found(number)  # type: ignore[attr-defined]
    if not form.is_valid():
        return _page(request, method, problem=str(form.errors["cadence"][0]), status=422)
    practices.begin(act.actor, method=method.id, cadence=form.cleaned_data["cadence"], act=act)
    return redirect(f"{reverse(LIST)}?told=added-practice")


@posts(LIST)
@client_page(("care_plan", "write"))
def ending(request: HttpRequest, number: int) -> HttpResponse:
    """Stop, without a reason."""
    act, method = request.act, found(number)  # type: ignore[attr-defined]
    mine = get_object_or_404(Practice.objects.visible_to(act).of(act.actor).open(), method=method.id)
    practices.end(mine, act=act)
    return redirect(f"{reverse(LIST)}?told=stopped-practice")


@posts(LIST)
@client_page(("care_plan", "write"))
def week(request: HttpRequest, number: int) -> HttpResponse:
    """The skill of this week: this one from now on, or none."""
    act, method = request.act, found(number)  # type: ignore[attr-defined]
    if request.POST.get("move") == "off":
        practices.drop_skill(act.actor, act=act)
        return redirect(f"{reverse(LIST)}?told=stopped-practice")
    if method.kind not in SKILL_KINDS:
        raise Http404
    practices.choose_skill(act.actor, method=method.id, act=act)
    return redirect(f"{reverse(LIST)}?told=skill-of-week")


@posts(LIST)
@client_page(("care_plan", "write"))
def telling(request: HttpRequest, number: int) -> HttpResponse:
    """How it went, or what got in the way; kept once, with and without signal."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    kept_by, method = request.headers.get("X-Outbox-Owner"), found(number)
    if kept_by is not None and kept_by != owner_word(act.actor):
        return JsonResponse({"key": request.POST.get("key", "")}, status=403)
    form = TellForm(request.POST, person=act.actor, at=act.at)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"key": request.POST.get("key", ""), "message": form.message()}, status=422)
        return _page(request, method, form, problem=form.message(), status=422)
    given = {name: form.cleaned_data[name] for name in ("key", "told", "notices", "day")}
    made = practices.tell(act.actor, method=method.id, act=act, **given)
    after = f"{reverse('client:practice', args=[number])}?told=told-practice"
    if wants_json(request):
        return JsonResponse({"key": str(made.key), "next": after}, status=201)
    return redirect(after)


@client_page(("measures", "write"))
def columns(request: HttpRequest) -> HttpResponse:
    """What my day card asks, and what of it only I read."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    form = ColumnsForm(request.POST if request.method == "POST" else None, initial=columns_of(act.actor))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "client/diary_columns.html", {"form": form}, here="plan", status=status)
    practices.choose_columns(act.actor, act=act, **form.cleaned_data)
    return redirect(f"{reverse('client:practice', args=[shelf_method('diary_card').number])}?told=saved")


def found(number: int) -> Method:
    """The method of that number; absent when there is none."""
    try:
        return numbered(number)
    except UnknownMethod as unknown:
        raise Http404 from unknown


def _page(
    request: HttpRequest, method: Method, form: TellForm | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    drawn = form or TellForm(person=act.actor, at=act.at)
    shown = practice_page(act, method) | {"form": drawn, "problem": problem}
    return page(request, "client/practice.html", shown, here="plan", status=status)
