"""Who should not see something: asking, reading the answer, ending."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Restriction
from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.limits import LimitForm, limits_of
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

AGAIN = 422


@client_page(("consents", "read"), ("consents", "write"))
def limits(request: HttpRequest) -> HttpResponse:
    """What I asked for, and a form to ask."""
    act: Act = request.act  # type: ignore[attr-defined]
    sent = request.method == "POST"
    assert act.actor is not None
    form = LimitForm(request.POST if sent else None, person=act.actor, act=act)
    if sent and form.is_valid():
        consent.ask_restriction(
            form.cleaned_data["words"], act=act, against=form.against(), what=form.cleaned_data["what"],
            ground=form.ground(),
        )  # fmt: skip
        return redirect(f"{reverse('client:limits')}?told=asked")
    context = {"limits": limits_of(act.actor), "form": form}
    return page(request, "client/limits.html", context, here="me", status=AGAIN if sent else 200)


@posts("client:limits")
@client_page(("consents", "write"))
def limit_end(request: HttpRequest, pk: int) -> HttpResponse:
    """I end it: asked or agreed."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = Restriction.objects.filter(person=act.actor, state__in=["asked", "agreed", "ended"])
    consent.end_restriction(get_object_or_404(mine, pk=pk), act=act)
    return redirect(f"{reverse('client:limits')}?told=ended")
