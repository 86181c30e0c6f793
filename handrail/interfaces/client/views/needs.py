"""What I must not get, and what I need to take part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import AccessNeeds, access_needs_of, none_known
from handrail.interfaces import allergy_forms as allergy
from handrail.interfaces.access_form import AccessForm, begun_from
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.need_words import access_in_lines, none_known_line
from handrail.interfaces.one_thing import one_thing


@client_page(("medications", "read"), ("checkins", "write"))
def allergies(request: HttpRequest) -> HttpResponse:
    """GET shows everything; POST tells one thing."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent, done = one_thing(request, act.actor, act, allergy.read, allergy.done)
    if done:
        return redirect(f"{reverse('client:allergies')}?told=saved")
    known = none_known(act.actor)
    shown = {
        "lines": allergy.lines(act.actor, act, sent), "known": none_known_line(known, own=True) if known else "",
        "forms": allergy.empty_forms(True, sent), "refused": allergy.refused(sent),
        "who": who_reads(act.actor, act, "medications"),
    }  # fmt: skip
    return page(request, "client/allergies.html", shown, here="plan", status=422 if sent else 200)


@client_page(("demographics", "read"), ("demographics", "write"))
def access(request: HttpRequest) -> HttpResponse:
    """GET shows the form as it stands; POST keeps a new version."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    found, sent = access_needs_of(act.actor), request.method == "POST"
    form = AccessForm(request.POST if sent else None, initial=begun_from(found))
    if not sent or not form.is_valid():
        return _access_page(request, form, found)
    try:
        consent.write_access(act.actor, form.access(), instead_of=form.cleaned_data["instead_of"], act=act)
    except consent.AccessChanged as meanwhile:
        form.over(meanwhile.newest.version)
        return _access_page(request, form, meanwhile.newest, meanwhile.newest)
    return redirect(f"{reverse('client:access')}?told=saved")


def _access_page(
    request: HttpRequest, form: AccessForm, found: AccessNeeds | None, meanwhile: AccessNeeds | None = None
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    shown = {
        "form": form, "meanwhile": meanwhile, "who": who_reads(act.actor, act, "demographics", words=True),
        "lines": access_in_lines(found) if found else [],
    }  # fmt: skip
    status = 422 if form.errors or meanwhile else 200
    return page(request, "client/access.html", shown, here="me", status=status)
