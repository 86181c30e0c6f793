"""A copy of everything: on a page that can be printed, on paper (PDF), or as a file for a program (JSON)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.foundation.consent.models import Disclosure
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.copies import Copy, copy_of
from handrail.interfaces.doorkeeper import client_page, fresh_to_read
from handrail.interfaces.way_out import json_file, pdf_file, shown

TAKES = (("exports", "read"), ("exports", "write"))


@client_page(("exports", "read"))
def copies(request: HttpRequest) -> HttpResponse:
    """What a copy is, what it leaves out, and the three ways to have it."""
    return page(request, "client/copy.html", here="me")


@client_page(*TAKES)
@fresh_to_read
def on_a_page(request: HttpRequest) -> HttpResponse:
    """To be read here, and printed."""
    copy = _copy(request, Disclosure.How.PAGE)
    return shown(page(request, "client/copy_page.html", {"copy": copy}, here="me"), copy.handed)


@client_page(*TAKES)
@fresh_to_read
def on_paper(request: HttpRequest) -> HttpResponse:
    """As a PDF."""
    copy = _copy(request, Disclosure.How.FILE)
    return pdf_file(copy.handed, "copy.pdf", copy.document())


@client_page(*TAKES)
@fresh_to_read
def as_a_file(request: HttpRequest) -> HttpResponse:
    """As JSON."""
    copy = _copy(request, Disclosure.How.FILE)
    return json_file(copy.handed, "copy.json", copy.data())


def _copy(request: HttpRequest, how: Disclosure.How) -> Copy:
    return copy_of(how, request.act)  # type: ignore[attr-defined]
