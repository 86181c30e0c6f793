"""Nothing of anybody's record stays behind in a browser, and nothing comes in that is not UTF-8."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class CautionMiddleware:
    """`no-store` on every page; a page that says otherwise (help, static shell) set its own header."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Another charset in a header could smuggle in half characters, or name no text encoding at all.
        if "charset" in (request.content_params or {}):
            request.encoding = "utf-8"
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response
