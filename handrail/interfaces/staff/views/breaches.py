"""Breaches: the privacy officer's book, and the page of one (42 CFR 2.16(b))."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Breach, BreachPerson
from handrail.foundation.rights.policy import may_tell
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.breach_forms import OpenBreachForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.breaches import PARTS, book, breach_page, named_to, part_form
from handrail.interfaces.staff.views.office import office


@office
def breaches(request: HttpRequest) -> HttpResponse:
    """The book, and the form that opens a breach."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    if request.method != "POST":
        return show(request, "staff/breaches.html", book(act, request.GET), here="emergencies")
    form = OpenBreachForm(request.POST, act=act, today=local(act.actor, act.at).date(), auto_id="breach-%s")
    if not form.is_valid():
        return show(request, "staff/breaches.html", book(act, {}, form), here="emergencies", status=AGAIN)
    return redirect("staff:breach", form.keep(act).pk)


@office
def breach(request: HttpRequest, breach_id: int) -> HttpResponse:
    """One breach; each of its parts is sent by a button that names it."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    one = get_object_or_404(Breach, pk=breach_id)
    name = request.POST.get("part", "")
    if request.method != "POST" or name not in PARTS:
        return show(request, "staff/breach.html", breach_page(act, one), here="emergencies")
    untold = named_to(act, one).filter(told_on=None)
    form = part_form(name, act, one, local(act.actor, act.at).date(), list(untold), request.POST)
    if form.is_valid():
        form.keep()
    if form.errors:
        page = breach_page(act, one, (name, form))
        return show(request, "staff/breach.html", page, here="emergencies", status=AGAIN)
    return redirect(f"{reverse('staff:breach', args=[one.pk])}#{name}")


@office
@posted
def breach_person_out(request: HttpRequest, breach_person_id: int) -> HttpResponse:
    """Somebody was named by mistake. Whoever was told already stays."""
    act: Act = request.act  # type: ignore[attr-defined]
    named = get_object_or_404(BreachPerson.objects.standing(), pk=breach_person_id)
    if not may_tell(act, named.person):
        raise Http404
    with suppress(rights.AlreadyTold):
        rights.leave_out(named, act=act)
    return redirect(f"{reverse('staff:breach', args=[named.breach_id])}#people")
