"""Pages for when something is not there, has expired, or broke: what happened, what was kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: The person's own app: what was typed there may be offered again.
OWN_APP = "/me/"


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old. What was typed on a page of ours can be sent again."""
    typed = _typed(request) if _from_our_own_page(request) else []
    return render(request, "interfaces/expired.html", {"typed": typed}, status=403)


def without_keys(request: HttpRequest) -> HttpResponse:
    """The keys that open the records are not here. Drawn without the database; whoever asks again is soon told."""
    typed = _typed(request) if _from_our_own_page(request) else []
    response = render(request, "interfaces/without_keys.html", {"typed": typed}, status=503)
    response.headers["Retry-After"] = "60"
    return response


def _from_our_own_page(request: HttpRequest) -> bool:
    # A page of somebody else cannot forge these headers: its words are never shown inside ours.
    ours = f"{request.scheme}://{request.get_host()}"
    told = request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == ours
    return told and request.path.startswith(OWN_APP)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, str(value).replace("\x00", "")) for name, value in pairs if name != "csrfmiddlewaretoken"]


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too large, or not a whole form."""
    return render(request, "interfaces/too_large.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absence, and refusal: they look the same."""
    return render(request, "interfaces/not_found.html", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries to sign in. Help stays open."""
    return render(request, "interfaces/too_many.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """We broke it. Drawn without the database, since that may be what broke."""
    return render(request, "interfaces/broken.html", status=500)
