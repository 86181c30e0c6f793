"""Nothing of anybody's record stays behind in a browser, and nothing comes in that is not UTF-8."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

#: With every answer, files included: no page elsewhere may draw ours or parts of it, and none asks for a device.
WITH_ALL = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class CautionMiddleware:
    """Stands outermost: what others refuse is answered with caution too. Only files may be kept: theirs says so."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Another charset in a header could smuggle in half characters, or name no text encoding at all.
        if "charset" in (request.content_params or {}):
            request.encoding = "utf-8"
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in WITH_ALL.items():
            response.headers[name] = value
        return response
