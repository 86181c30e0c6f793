"""The living page of components for developers. It is wired only where HANDRAIL_DEBUG is on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.ui import gallery_words as words
from handrail.ui.gallery_form import GalleryForm

# What can be looked at: ?show=<name>, and ?theme=light or dark beside it.
SHOWN = ["team", "person", "home", "checkin", "help", "board", "record", "signin"]


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, or a replica of one screen, in either theme."""
    shown = request.GET.get("show", "team")
    name = "components/gallery" if shown not in SHOWN[1:] else f"gallery/{shown}"
    return render(request, f"ui/{name}.html", _context(request.GET.get("theme", "")))


def _context(theme: str) -> dict[str, Any]:
    return {
        "theme": theme,
        "shown": SHOWN,
        "organisation": "Riverbend Recovery",
        "worker": {"name": "Priya N.", "role": "Counselor", "strand": "counsel"},
        "on_call": {"name": "Noor K.", "until": "8 am"},
        "groups": words.GROUPS,
        "rows": [words.MAYA, words.MARISOL],
        "river": words.RIVER,
        "proposal": words.PROPOSAL,
        "how_now": words.HOW_NOW,
        "spark": words.MARISOL["spark"],
        "form": GalleryForm({"name": "Maya", "phone": "555"}),
        "empty_form": GalleryForm(),
    }
