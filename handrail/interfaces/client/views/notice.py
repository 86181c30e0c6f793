"""The notice of privacy practices: read, printed, taken. It never stands before help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.privacy_notice import CURRENT, owed_notice, practice_notice
from handrail.interfaces.client.frame import page
from handrail.interfaces.doorkeeper import client_page


@client_page(("consents", "read"), ("consents", "write"))
def notice(request: HttpRequest) -> HttpResponse:
    """The version in force; who says that they have it is asked no more until it changes."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    read = practice_notice(get_language() or "en")
    # A page that lay open while the notice changed shows the new one first.
    if request.method == "POST" and request.POST.get("version") == CURRENT:
        rights.take_notice(read.language, act=act)
        return redirect(f"{reverse('client:today')}?told=saved")
    context = {"notice": read, "owed": owed_notice(act.actor)}
    return page(request, "client/notice.html", context, here="me")
