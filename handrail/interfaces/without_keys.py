"""Without the keys nothing that people wrote can be read or kept: a plain page says so, and help goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.foundation.sealing.proving import can_read
from handrail.interfaces import problems

Answer = Callable[[HttpRequest], HttpResponse]

#: What needs no key: help, the ways out, and what a machine asks.
GOES_ON = {
    "client:help",
    "client:overdose",
    "client:overdose_step",
    "client:no_signal",
    "client:neutral",
    "client:worker",
    "leave",
    "account_logout",
    "healthz",
    "readyz",
}


class WithoutKeysMiddleware:
    """Answers 503 in place of every page that could need a key, for as long as there is none that fits."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if str(request.resolver_match and request.resolver_match.view_name) in GOES_ON or can_read():
            return None
        return problems.without_keys(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """They went away between the knock and the answer."""
        return problems.without_keys(request) if isinstance(exception, KeysMissing) else None
