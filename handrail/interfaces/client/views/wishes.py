"""How I want to be treated."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import CarePreferences, CareWishes, wishes_of
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.wishes_form import WishesForm, begun_from


@client_page(
    ("safe_contact", "read"), ("safe_contact", "write"), ("demographics", "write"), ("measures", "write")
)
def wishes(request: HttpRequest) -> HttpResponse:
    """GET shows the form as it stands; POST keeps a new version."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    chosen = CarePreferences.objects.filter(person=act.actor).first()
    initial = begun_from(wishes_of(act.actor)) | {
        "goal": chosen.goal if chosen else CarePreferences.Goal.UNDECIDED
    }
    form = WishesForm(
        request.POST if request.method == "POST" else None, initial=initial, own=True, history=True
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    try:
        with transaction.atomic():
            consent.write_wishes(
                act.actor, form.wishes(), instead_of=form.cleaned_data["instead_of"], act=act
            )
            consent.choose_goal(CarePreferences.Goal(form.cleaned_data["goal"]), act=act)
    except consent.WishesChanged as meanwhile:
        return _page(request, form, meanwhile.newest)
    return redirect(f"{reverse('client:wishes')}?told=saved")


def _page(request: HttpRequest, form: WishesForm, meanwhile: CareWishes | None = None) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    if meanwhile is not None:
        form.over(meanwhile.version)
    shown = {"form": form, "meanwhile": meanwhile, "who": who_reads(act.actor, act, "safe_contact")}
    status = 422 if form.errors or meanwhile else 200
    return page(request, "client/wishes.html", shown, here="me", status=status)
