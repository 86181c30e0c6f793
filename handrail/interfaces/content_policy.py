"""The content security policy: the same on every page, so it is put together once and not for each answer."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class ContentPolicyMiddleware:
    """Sends CONTENT_SECURITY_POLICY of the settings with every answer. No page loosens it and none has a nonce."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.policy = str(build_policy())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers[HEADER] = self.policy
        return response
