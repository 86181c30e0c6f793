"""Emergency care takes over, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.transfer_forms import ArrivalForm, FactsForm, TransferForm
from handrail.interfaces.staff.views.console import ADD, READ, act_of, do, show_console
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert, Transfer


def _reader(request: HttpRequest) -> Person:
    found = act_of(request).actor
    assert found is not None
    return found


@posts("staff:alerts")
@staff_page(ADD, READ)
def transfer(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Emergency care takes over."""
    form = TransferForm(request.POST, reader=_reader(request), auto_id="transfer-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    told, basis = form.cleaned_data, Transfer.Basis(form.cleaned_data["basis"])
    return do(
        request, alert_id,
        lambda alert, act: crisis.note_transfer(
            alert, basis=basis, place=told["place"], said=told["said"], told=told["told"], facts=form.facts, act=act
        ), form,
    )  # fmt: skip


@posts("staff:alerts")
@staff_page(ADD, READ)
def facts(request: HttpRequest, alert_id: int) -> HttpResponse:
    """What was missing of the facts."""
    form = FactsForm(request.POST, reader=_reader(request), auto_id="facts-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    return _on_transfer(
        request, alert_id, lambda one, act: crisis.write_transfer_facts(one, form.facts, act=act), form
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def arrival(request: HttpRequest, alert_id: int) -> HttpResponse:
    """They arrived."""
    form = ArrivalForm(request.POST, reader=_reader(request), auto_id="arrival-%s")
    if not form.is_valid():
        return show_console(request, alert_id, form)
    at = form.cleaned_data["expected_at"]
    return _on_transfer(
        request, alert_id, lambda one, act: crisis.confirm_arrival(one, expected_at=at, act=act), form
    )


@posts("staff:alerts")
@staff_page(ADD, READ)
def coming_back(request: HttpRequest, alert_id: int) -> HttpResponse:
    """They are back."""
    return _on_transfer(request, alert_id, lambda one, act: crisis.note_return(one, act=act), None)


def _on_transfer(
    request: HttpRequest, alert_id: int, what: Callable[[Transfer, Act], object], sent: Form | None
) -> HttpResponse:
    def on(alert: Alert, act: Act) -> object:
        newest = alert.transfers.select_related("alert").order_by("-at", "-pk").first()
        if newest is None:
            raise Http404
        return what(newest, act)

    return do(request, alert_id, on, sent)
