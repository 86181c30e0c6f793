"""One occasion of a group: who came, what it did, a line for each, on one screen."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering, MeetingName, Occasion
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.group_forms import GroupNoteForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.groups import form_for, occasion_page
from handrail.interfaces.staff.queries.ticks import ticks_page
from handrail.interfaces.staff.words.times import here
from handrail.pillars.counseling import actions as counseling

CELLS = (("group_attendance", "read"), ("group_attendance", "write"), ("counseling_notes", "write"))
#: A key in the database has fewer digits.
PLACES = 19


@staff_page(*CELLS)
@transaction.atomic
def occasion(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """GET shows it; POST keeps all of it, and signs what the button says."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = _found(act, occasion_id)
    if one.gathering.called == Gathering.Called.ALIAS:
        return show(request, "staff/ticks.html", ticks_page(one, act), here="groups")
    form = form_for(one, act, request.POST if request.method == "POST" else None)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        trouble = _written(one, form, request.POST.get("sign", ""), act)
        if not trouble:
            return redirect("staff:occasion", one.pk)
    page = {"page": occasion_page(one, act, form), "form": form, "trouble": trouble}
    return show(
        request, "staff/occasion.html", page, here="groups", status=AGAIN if request.method == "POST" else 200
    )


def _found(act: Act, occasion_id: int) -> Occasion:
    rows = Occasion.objects.visible_to(act).taking_place().select_related("gathering", "lead")
    return get_object_or_404(rows, pk=occasion_id)


def _written(one: Occasion, form: GroupNoteForm, sign: str, act: Act) -> str:
    """What has to be looked at first, or nothing: then all of it was kept."""
    if one.starts_at > act.at:
        return _("It has not begun yet. Nothing was saved.")
    sent = form.cleaned_data
    try:
        with transaction.atomic():
            counseling.write_group(
                one, did=sent["did"], began_from=sent["version"], lines=form.lines(), signing=form.signing(sign), act=act
            )  # fmt: skip
    except ValueError as refused:
        return str(refused)
    return ""


@posts("staff:groups")
@staff_page(*CELLS)
def there(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """Somebody who goes by this name was there; or it was a mistake."""
    act: Act = request.act  # type: ignore[attr-defined]
    one, key = _found(act, occasion_id), request.POST.get("name", "")
    names = MeetingName.objects.filter(gathering=one.gathering_id, ended_at=None)
    name = get_object_or_404(names, pk=int(key) if key.isdecimal() and len(key) < PLACES else 0)
    if request.POST.get("word") == "back":
        scheduling.untick_there(one, name, act=act)
        return redirect("staff:occasion", one.pk)
    try:
        scheduling.tick_there(one, name, act=act)
    except scheduling.NotNow:
        trouble = _("It has not begun, or is more than a week ago. Nothing was changed.")
        return show(request, "staff/ticks.html", ticks_page(one, act, trouble), here="groups", status=AGAIN)
    return redirect("staff:occasion", one.pk)


@posts("staff:groups")
@staff_page(*CELLS)
def cancelling(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """This time it does not take place."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = _found(act, occasion_id)
    scheduling.cancel_occasion(one, act=act)
    return redirect("staff:group", one.gathering_id)


@posts("staff:groups")
@staff_page(*CELLS, ("care_plan", "append"))
def reaching_out(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """A step for today: reach out to somebody who did not come."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = _found(act, occasion_id)
    asked = request.POST.get("person", "")
    person = next((p for p in form_for(one, act).people if str(p.pk) == asked), None)
    if person is None:
        raise Http404
    plans.add_step(
        person, title=_("Reach out after the group"), responsible=act.actor, strand=one.gathering.strand,
        due_on=here(act, act.at).date(), act=act,
    )  # fmt: skip
    return redirect("staff:occasion", one.pk)
