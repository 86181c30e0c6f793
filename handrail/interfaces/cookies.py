"""Every cookie of ours: never read by a script, never sent from another site, over TLS alone where there is TLS."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse


def carry(response: HttpResponse, name: str, value: str, *, days: int | None = None) -> None:
    """Put `value` on this answer for `days`; without them until the browser's window closes."""
    response.set_cookie(
        name, value, max_age=None if days is None else days * 24 * 3600,
        secure=settings.HTTPS, httponly=True, samesite="Lax",
    )  # fmt: skip
