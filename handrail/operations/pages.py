"""What a machine asks: is it alive, is it ready?"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from handrail.interfaces.doorkeeper import open_page
from handrail.operations import health


@open_page
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse(health.alive())


@open_page
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers, is migrated, and the worker goes round; else 503 with what is missing."""
    ready, facts = health.ready()
    return JsonResponse(facts, status=200 if ready else 503)
