"""The language of the page: the person's own, else the browser's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "lang"
#: The pages of the team and of partners are written in this language only: half a translation would be worse than none.
OF_THE_TEAM = settings.LANGUAGE_CODE
KNOWN = {code for code, _name in settings.LANGUAGES}


class LanguageMiddleware:
    """A cookie set on sign-in and on the Me page carries the choice; it holds a language and nothing else."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "")
        language = chosen if chosen in KNOWN else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """A page of the team or a partner is drawn in its own language; the choice is back in force after the answer."""
        if getattr(view, "door", "") in {"staff", "partner"}:
            translation.activate(OF_THE_TEAM)
            request.LANGUAGE_CODE = OF_THE_TEAM
