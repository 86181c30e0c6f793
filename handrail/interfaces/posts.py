"""Addresses that only take what is sent to them, and a way on for whoever opens one by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def posts(otherwise: str) -> Callable[[View], View]:
    """Anything but a POST goes to the page named `otherwise`: after sign-in a browser comes back with a GET."""

    def only(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(otherwise)

        return through

    return only


def wants_json(request: HttpRequest) -> bool:
    """The phone's outbox asks for JSON; a form without script asks for a page."""
    return not _takes_pages(request.META.get("HTTP_ACCEPT", "*/*"))


@lru_cache(maxsize=64)
def _takes_pages(accept: str) -> bool:
    # Browsers and phones send one of a few; each is taken apart once.
    asked = HttpRequest()
    asked.META["HTTP_ACCEPT"] = accept
    return asked.accepts("text/html")
