"""What a phone keeps, and a page that says nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.interfaces.doorkeeper import open_page
from handrail.ui.offline import worker_context

#: Help comes first: it stands in for any page that is not kept.
KEPT = (
    "client:help",
    "client:overdose",
    "client:check_in_new",
    "client:today",
    "client:practices",
    "client:no_signal",
    "client:not_sent",
)


@open_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the scope of the whole site."""
    context = worker_context(
        [reverse(name) for name in KEPT], {reverse("client:asking"): reverse("client:not_sent")}
    )
    return render(request, "ui/sw.js", context, content_type="text/javascript; charset=utf-8")


@open_page
def neutral(request: HttpRequest) -> HttpResponse:
    """Shown when an installed app cannot be left."""
    return render(request, "ui/neutral.html")
