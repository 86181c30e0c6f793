"""The yardstick: a bare view that inserts one row. No sign-in, no form check, no middleware, no transaction block."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, JsonResponse
from django.test.utils import override_settings
from django.urls import path

from handrail.foundation.measures.models import CheckIn


def insert(request: HttpRequest) -> JsonResponse:
    """Insert what was sent and answer with its key."""
    sent, now = request.POST, datetime.now(UTC)
    made = CheckIn.objects.create(
        person_id=int(sent["person"]), key=sent["key"], day=now.date(), made_at=now, mood=int(sent["mood"]),
        craving=int(sent["craving"]), sleep_quality=int(sent["sleep_quality"]), reach_out=sent["reach_out"],
    )  # fmt: skip
    return JsonResponse({"key": str(made.key)}, status=201)


urlpatterns = [path("rows/", insert)]


class BareRequest(WSGIRequest):
    urlconf = __name__


class BareHandler(WSGIHandler):
    """Django's own handler with these addresses and no middleware."""

    request_class = BareRequest

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)
