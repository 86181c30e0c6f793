"""Today, and the part of it that keeps itself fresh."""

from __future__ import annotations

import hashlib
import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string

from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.pages import today_page
from handrail.interfaces.staff.queries.board import board
from handrail.interfaces.staff.wanted import Wanted

CELLS = (("care_plan", "read"), ("checkins", "read"), ("safe_contact", "read"), ("appointments", "read"))
#: The form token is another one each time and says nothing about the board.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@staff_page(*CELLS)
def today(request: HttpRequest) -> HttpResponse:
    """Who needs me, and why."""
    return today_page(request)


@staff_page(*CELLS)
def rows(request: HttpRequest) -> HttpResponse:
    """The same rows for a page that is already open; 304 when nothing changed."""
    wanted = Wanted.of(request.GET)
    page = {"board": board(request.act, wanted), "wanted": wanted}  # type: ignore[attr-defined]
    html = render_to_string("staff/rows.html", page, request)
    tag = f'"{hashlib.sha256(TOKEN.sub("", html).encode()).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == tag
    return (
        HttpResponseNotModified(headers={"ETag": tag}) if same else HttpResponse(html, headers={"ETag": tag})
    )
