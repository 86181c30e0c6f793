"""Pages for when something is not there, has expired, or broke: what happened, what was kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old."""
    return render(request, "interfaces/expired.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absence, and refusal: they look the same."""
    return render(request, "interfaces/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """We broke it. Drawn without the database, since that may be what broke."""
    return render(request, "interfaces/broken.html", status=500)
