"""A clinic tablet in somebody's hands: its word, and the guard that keeps it at its questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.foundation.measures.models import Sitting
from handrail.foundation.measures.queries import sitting_of
from handrail.interfaces.cookies import carry

COOKIE = "tablet"
#: Help is never out of reach, and machines ask as before; everything else leads back to the questions.
STAYS_OPEN = {
    "client:help",
    "client:overdose",
    "client:overdose_step",
    "client:no_signal",
    "healthz",
    "readyz",
}

Answer = Callable[[HttpRequest], HttpResponse]


class TabletMiddleware:
    """While a browser holds the word of a sitting, no address leads anywhere but to its questions and to help."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, *_given: Any) -> HttpResponse | None:
        if not on_tablet(request) or getattr(view, "door", "") == "tablet":
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        return None if name in STAYS_OPEN else redirect("client:tablet")


def on_tablet(request: HttpRequest) -> bool:
    """Whether this browser holds a word; whether that opens anything is asked at its door."""
    return bool(request.COOKIES.get(COOKIE))


def hold(response: HttpResponse, word: str) -> HttpResponse:
    """From now on this browser is a tablet in somebody's hands."""
    carry(response, COOKIE, word)
    return response


def let_go(response: HttpResponse) -> HttpResponse:
    """It is a browser like any other again."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def sitting_at(request: HttpRequest, now: Any) -> Sitting | None:
    """The sitting whose word this browser holds, None when there is none or it is over."""
    word = request.COOKIES.get(COOKIE, "")
    return sitting_of(word, now) if word else None
