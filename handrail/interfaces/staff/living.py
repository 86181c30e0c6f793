"""The part of Today that keeps itself fresh: the same rows in the page and when it asks again, under one tag."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string

from handrail.interfaces.staff.queries.board import board
from handrail.interfaces.staff.queries.rows import Opened
from handrail.interfaces.staff.wanted import Wanted

#: The form token is another one each time and says nothing about the board.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@dataclass(frozen=True, slots=True)
class Living:
    """Rows as drawn, and the tag that is the same exactly as long as they are."""

    html: str
    tag: str


def living(request: HttpRequest, wanted: Wanted, opened: Opened | None = None) -> Living:
    """Draw the rows of the board."""
    page = {"board": board(request.act, wanted, opened), "wanted": wanted}  # type: ignore[attr-defined]
    html = render_to_string("staff/rows.html", page, request)
    return Living(html, f'"{hashlib.sha256(TOKEN.sub("", html).encode()).hexdigest()[:32]}"')
