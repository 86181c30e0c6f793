"""How we may write to the person: where, how much, when, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Permission
from handrail.foundation.messaging.numbers import NotReachable
from handrail.foundation.messaging.senders import push
from handrail.interfaces.browsers import device_in_words
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.reminders import reminders_page
from handrail.interfaces.client.reminders import BrowserForm, CodeForm, PaceForm, WayForm
from handrail.interfaces.doorkeeper import client_page, fresh
from handrail.interfaces.posts import posts

AGAIN = 422
OWN = (("safe_contact", "read"), ("safe_contact", "write"))


@client_page(*OWN)
def reminders(request: HttpRequest) -> HttpResponse:
    return _page(request)


@posts("client:reminders")
@client_page(*OWN)
@fresh
def way_new(request: HttpRequest) -> HttpResponse:
    """A number or an address is given; a code goes there."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    form = WayForm(request.POST)
    if form.is_valid():
        try:
            messaging.ask_permission(
                act.actor, form.cleaned_data["channel"], form.cleaned_data["value"], act=act
            )
        except NotReachable:
            form.add_error("value", _("We need a phone number with 10 digits, or an email address."))
        except messaging.ToldToStop:
            form.add_error(
                "value", _("From this number somebody told us to stop. Send START from it to us first.")
            )
        except messaging.TooManyCodes:
            form.add_error(
                "value", _("We sent some codes just now. Wait a quarter of an hour, then try again.")
            )
    return _page(request, AGAIN, way=form) if form.errors else _saved("code")


@posts("client:reminders")
@client_page(*OWN)
@fresh
def browser_new(request: HttpRequest) -> HttpResponse:
    """This browser shows notes from now on."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    form = BrowserForm(request.POST)
    if not push.is_on():
        raise Http404
    if not form.is_valid():
        return _page(request, AGAIN, browser=form)
    try:
        messaging.let_push(act.actor, form.cleaned_data["browser"], called=device_in_words(request), act=act)
    except messaging.TooManyCodes:
        form.add_error(
            None, _("You added some browsers just now. Wait a quarter of an hour, then try again.")
        )
        return _page(request, AGAIN, browser=form)
    return _saved("browser")


@posts("client:reminders")
@client_page(*OWN)
def way_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that came there: it is theirs, and they agree."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = get_object_or_404(Permission, person=act.actor, pk=pk)
    form = CodeForm(request.POST, auto_id=f"code-{asked.pk}-%s")
    if asked.holds:
        return _saved()
    if form.is_valid() and messaging.give_permission(asked, form.cleaned_data["code"], act=act) is None:
        form.add_error("code", _("That code did not match, is too old, or was tried too often."))
    return _page(request, AGAIN, code=(asked.pk, form)) if form.errors else _saved()


@posts("client:reminders")
@client_page(*OWN)
def way_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing goes there any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    messaging.end_permission(get_object_or_404(Permission, person=act.actor, pk=pk), act=act)
    return _saved("no-more")


@posts("client:reminders")
@client_page(*OWN)
def pace(request: HttpRequest) -> HttpResponse:
    """How much, when, about what, and which way first."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    form = PaceForm(request.POST)
    if not form.is_valid():
        return _page(request, AGAIN, pace=form)
    given: dict[str, Any] = dict(form.cleaned_data)
    quiet = given.pop("quiet_from"), given.pop("quiet_until")
    messaging.choose_pace(act.actor, quiet=quiet, act=act, **given)
    return _saved()


def _page(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    context = reminders_page(request.act, **forms)  # type: ignore[attr-defined]
    return page(
        request, "client/reminders.html", {"lines": context.pop("told"), **context}, here="me", status=status
    )


def _saved(told: str = "saved") -> HttpResponse:
    return redirect(f"{reverse('client:reminders')}?told={told}")
