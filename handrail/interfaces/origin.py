"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """The network address. Behind the proxy that speaks TLS for us, what that proxy wrote down: the last it names."""
    named = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    if named:
        return named.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
