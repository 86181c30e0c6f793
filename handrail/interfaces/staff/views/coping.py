"""The next three days, planned with the person and booked in one go."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import may
from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.actions import AlreadyBooked
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.coping_form import CopingForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.alerts import owners_for
from handrail.interfaces.staff.views.console import ADD, READ, act_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.free_slots import asked_for_slots, free_slots, is_today
from handrail.pillars.crisis.ladder import asked_for_rungs
from handrail.pillars.crisis.models import Alert


@staff_page(READ, ADD)
def coping_plan(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A form: with a time that is gone everything typed stays, and other times are offered."""
    act = act_of(request)
    alert = _alert(alert_id, act)
    form = _form(request, alert, act)
    if request.method != "POST" or not form.is_valid():
        return _page(request, alert, act, form)
    try:
        crisis.make_coping_plan(alert, form.words, slots=form.slots, check_ins=form.check_ins, act=act)
    except (AlreadyBooked, ValueError) as gone:
        return _page(request, alert, act, _form(request, alert, act), str(gone))
    return redirect("staff:alert", alert_id)


def _alert(alert_id: int, act: Act) -> Alert:
    seen = Alert.objects.visible_to(act).exclude(person=None).select_related("person")
    alert = get_object_or_404(seen, pk=alert_id)
    assert alert.person is not None
    others = [*asked_for_slots(alert.person, act), *asked_for_rungs(act)]
    ask_ahead(act, alert.person, ("safety_plan", "write"), ("appointments", "append"), others=others)
    if not may(act, "safety_plan", alert.person, "write"):
        raise Http404
    return alert


def _form(request: HttpRequest, alert: Alert, act: Act) -> CopingForm:
    assert act.actor is not None
    assert alert.person is not None
    free = free_slots(alert.person, act) if may(act, "appointments", alert.person, "append") else []
    sent = request.POST if request.method == "POST" else None
    return CopingForm(sent, reader=act.actor, at=act.at, free=free, owners=owners_for(alert, act))


def _page(request: HttpRequest, alert: Alert, act: Act, form: CopingForm, trouble: str = "") -> HttpResponse:
    assert alert.person is not None
    page = {
        "alert": alert, "form": form, "trouble": trouble, "books": may(act, "appointments", alert.person, "append"),
        "today": any(is_today(one, alert.person, act.at) for one in form.free.values()),
    }  # fmt: skip
    again = request.method == "POST"
    return show(request, "staff/coping_plan.html", page, here="alerts", status=AGAIN if again else 200)
