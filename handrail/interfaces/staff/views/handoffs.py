"""Warm handoffs: asking another of the team, and their answer by name."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.continuum.handoffs import actions as handing
from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.handoffs.policy import may_answer, may_take_back
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.handoff_form import HandoffForm, NoForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.handoffs import HandoffPage, handoffs_of

CELLS = (("demographics", "read"), ("care_plan", "read"), ("care_plan", "append"))


@staff_page(*CELLS)
def handoffs(request: HttpRequest, person_id: int) -> HttpResponse:
    """What the reader takes part in; POST asks another of the team."""
    act: Act = request.act  # type: ignore[attr-defined]
    page = handoffs_of(person_id, act)
    if request.method != "POST":
        return _page(request, page)
    if not page.others:
        raise Http404
    form = _form(page, request)
    if form.is_valid():
        to = next(care.worker for care in page.others if str(care.worker_id) == form.cleaned_data["to"])
        try:
            handing.offer(page.record.person, to, form.told(), key=form.cleaned_data["key"], act=act)
            return redirect("staff:handoffs", person_id)
        except handing.NotToThem as refused:
            form.add_error("to", str(refused))
    return _page(request, page, form, AGAIN)


@staff_page(*CELLS)
@posted
def handoff_answer(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Yes, no with why, or taken back."""
    act: Act = request.act  # type: ignore[attr-defined]
    rows = (
        Handoff.objects.visible_to(act)
        .exclude(person=act.actor)
        .select_related("person", "sender", "receiver")
    )
    found, answer = get_object_or_404(rows, pk=handoff_id), request.POST.get("answer", "")
    form = NoForm(request.POST, auto_id=f"no-{handoff_id}-%s") if answer == "no" else None
    if form is not None and not form.is_valid():
        return _page(request, handoffs_of(found.person_id, act, (found.pk, form)), status=AGAIN)
    if not (may_take_back(act, found) if answer == "back" else may_answer(act, found)):
        raise Http404
    # What was answered meanwhile stays; the page says how it stands now.
    with suppress(handing.AlreadyEnded):
        _answered(found, answer, form, act)
    return redirect("staff:handoffs", found.person_id)


def _answered(found: Handoff, answer: str, form: Form | None, act: Act) -> None:
    if answer == "yes":
        names = {"person": found.person.preferred_name, "sender": found.sender.preferred_name}
        handing.accept(found, title=_("Meet %(person)s, with %(sender)s") % names, act=act)
    elif form is not None:
        handing.decline(found, words=form.cleaned_data["words"], act=act)
    elif answer == "back":
        handing.take_back(found, act=act)


def _form(page: HandoffPage, request: HttpRequest | None = None) -> HandoffForm:
    sent = request.POST if request else None
    return HandoffForm(sent, today=page.record.today, team=page.others, auto_id="handoff-%s")


def _page(
    request: HttpRequest, page: HandoffPage, form: HandoffForm | None = None, status: int = 200
) -> HttpResponse:
    shown = {"record": page.record, "page": page, "form": form or (_form(page) if page.others else None)}
    return show(request, "staff/handoffs.html", shown, here="people", status=status)
