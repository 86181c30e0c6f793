"""Texts that came in, until a human has read them."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import InboundText
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.texts import SeenForm, texts_page


@staff_page(("messages", "read"))
@transaction.atomic
def texts(request: HttpRequest) -> HttpResponse:
    page = texts_page(request.act)  # type: ignore[attr-defined]
    return show(request, "staff/texts.html", page, here="messages")


@posts("staff:texts")
@staff_page(("messages", "write"))
def text_seen(request: HttpRequest, text_id: int) -> HttpResponse:
    """A human read it and says what came of it; whoever said it first is right."""
    act: Act = request.act  # type: ignore[attr-defined]
    came = get_object_or_404(InboundText.objects.visible_to(act), pk=text_id)
    form = SeenForm(request.POST, auto_id=f"text-{came.pk}-%s")
    if not form.is_valid():
        return show(
            request, "staff/texts.html", texts_page(act, (came.pk, form)), here="messages", status=AGAIN
        )
    with suppress(messaging.AlreadySeen):
        messaging.see_text(came, InboundText.Outcome(form.cleaned_data["outcome"]), act=act)
    return redirect("staff:texts")
