"""A visit today, booked by whoever has the alert; with no time left the supervisor is asked, never the person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.at_once import ask_ahead
from handrail.foundation.consent.evaluator import may
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.access_note import access_note
from handrail.interfaces.staff.views.console import ADD, READ, act_of
from handrail.interfaces.staff.visit_form import VisitForm
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.free_slots import asked_for_slots, free_today
from handrail.pillars.crisis.models import Alert


@staff_page(READ, ADD)
def visit(request: HttpRequest, alert_id: int) -> HttpResponse:
    """A form: with a time that is gone the others are offered again."""
    act = act_of(request)
    alert = _alert(alert_id, act)
    form = _form(request, alert, act)
    if request.method != "POST" or not form.is_valid():
        return _page(request, alert, act, form)
    try:
        crisis.book_same_day(alert, form.slot, act=act)
    except ValueError as gone:
        return _page(request, alert, act, _form(request, alert, act), str(gone))
    return redirect("staff:alert", alert_id)


def _alert(alert_id: int, act: Act) -> Alert:
    seen = Alert.objects.visible_to(act).open().exclude(person=None).select_related("person")
    mine = seen.filter(holdings__worker=act.actor, holdings__until_at=None)
    alert = get_object_or_404(mine, pk=alert_id)
    assert alert.person is not None
    cells = (("appointments", "append"), ("demographics", "read"))
    ask_ahead(act, alert.person, *cells, others=asked_for_slots(alert.person, act))
    if not may(act, "appointments", alert.person, "append"):
        raise Http404
    return alert


def _form(request: HttpRequest, alert: Alert, act: Act) -> VisitForm:
    assert act.actor is not None
    assert alert.person is not None
    free = free_today(alert.person, act)
    sent = request.POST if request.method == "POST" else None
    return VisitForm(sent, reader=act.actor, at=act.at, free=free)


def _page(request: HttpRequest, alert: Alert, act: Act, form: VisitForm, trouble: str = "") -> HttpResponse:
    status = AGAIN if request.method == "POST" else 200
    assert alert.person is not None
    page = {
        "alert": alert,
        "form": form,
        "trouble": trouble,
        "access": access_note(alert.person, act),
    }
    return show(request, "staff/visit.html", page, here="alerts", status=status)
