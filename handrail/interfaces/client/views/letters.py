"""What happened with my records: the notices of breaches that name me, and that I have read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.breach_queries import letters_of
from handrail.foundation.rights.models import BreachPerson
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts


@client_page(("consents", "read"))
def letters(request: HttpRequest) -> HttpResponse:
    """Each in my language where it is written in it, the newest first."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    found = letters_of(act.actor, get_language() or "en")
    return page(request, "client/letters.html", {"letters": found}, here="me")


@posts("client:letters")
@client_page(("consents", "read"))
def letter_read(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read it: it does not stand on Today any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    mine = get_object_or_404(BreachPerson.objects.of(act.actor), pk=pk)
    rights.read_notice(mine, act=act)
    return redirect(f"{reverse('client:letters')}?told=saved")
