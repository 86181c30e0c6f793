"""Whose call a call without a name was. Times are those of the database's clock."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.recognition import meant, recognizable, said_so_far
from handrail.interfaces.staff.recognition_forms import NotThemForm, RecognitionForm
from handrail.interfaces.staff.views.console import ADD, READ, act_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert

#: Nobody, two of that name, or somebody whose record is closed to the reader: all look the same.
NOBODY = _("Nobody of your programs could be told by that. Look at the name, or add the date of birth. Nothing was changed.")  # fmt: skip


@staff_page(READ, ADD)
def recognition(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Say who it is, with why."""
    act = act_of(request)
    alert = recognizable(alert_id, act)
    form = RecognitionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or alert.person is not None:
        return _page(request, alert, act, form)
    if not form.is_valid():
        return _page(request, alert, act, form, again=True)
    told = form.cleaned_data
    try:
        person = meant(told["name"], told["born_on"], act)
        if person is None:
            raise ValueError(str(NOBODY))
        crisis.recognize(alert, person, reason=told["reason"], act=act)
    except ValueError as mistaken:
        return _page(request, alert, act, form, str(mistaken), again=True)
    return redirect("staff:alert", alert_id)


@posts("staff:alerts")
@staff_page(ADD, READ)
def recognition_end(request: HttpRequest, alert_id: int) -> HttpResponse:
    """It was not them."""
    act = act_of(request)
    alert, form = recognizable(alert_id, act), NotThemForm(request.POST)
    if not form.is_valid():
        return _page(request, alert, act, form, again=True)
    try:
        crisis.take_back_recognition(alert, reason=form.cleaned_data["reason"], act=act)
    except ValueError as mistaken:
        return _page(request, alert, act, form, str(mistaken), again=True)
    return redirect("staff:alert", alert_id)


def _page(
    request: HttpRequest, alert: Alert, act: Act, form: Form, trouble: str = "", *, again: bool = False
) -> HttpResponse:  # fmt: skip
    end = form if isinstance(form, NotThemForm) else NotThemForm()
    page = {
        "alert": alert, "form": form, "end": end, "trouble": trouble, "said": said_so_far(alert, act),
    }  # fmt: skip
    return show(request, "staff/recognition.html", page, here="alerts", status=AGAIN if again else 200)
