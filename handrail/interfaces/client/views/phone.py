"""What a phone keeps, and a page that says nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

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
#: Kept only where somebody said that the device is theirs: a shared one is the default.
CHOSEN = ("client:safety_plan", "client:next_days")
#: Pages of methods that must be there without signal: riding an urge, coming back to the room, a thought, a day.
KEPT_METHODS = (
    ("client:practice_go", 1),
    ("client:practice_go", 2),
    ("client:practice_go", 3),
    ("client:sheet_new", 12),
    ("client:sheet_new", 19),
)


@open_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the scope of the whole site."""
    context = worker_context(
        [*map(reverse, KEPT), *(reverse(name, args=[number]) for name, number in KEPT_METHODS)],
        {reverse("client:asking"): reverse("client:not_sent")},
        [*map(reverse, CHOSEN)],
    )
    context |= {"note": _("You have a note."), "opens": reverse("client:today")}
    return render(request, "ui/sw.js", context, content_type="text/javascript; charset=utf-8")


@open_page
def neutral(request: HttpRequest) -> HttpResponse:
    """Shown when an installed app cannot be left."""
    return render(request, "ui/neutral.html")
