"""The content security policy: the same on every page, so it is put together once and not for each answer."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOTHING = "default-src 'none'; frame-ancestors 'none'"


class ContentPolicyMiddleware:
    """Sends CONTENT_SECURITY_POLICY of the settings with every page. None loosens it and none has a nonce.

    A file is no page: opened by itself it may do nothing at all, and says so in fewer words.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.policy = str(build_policy())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        of_a_file = request.path.startswith(settings.STATIC_URL)
        response.headers[HEADER] = NOTHING if of_a_file else self.policy
        return response
