"""The door for texts that a carrier brings: only what it signed is kept (X-Twilio-Signature); the answer is empty."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from handrail.foundation.messaging import actions as messaging
from handrail.interfaces.doorkeeper import open_page

#: What a carrier calls one text.
NAME = re.compile(r"[A-Za-z0-9_-]{8,64}")


@csrf_exempt
@open_page
def text_in(request: HttpRequest) -> HttpResponse:
    """Keep one text. Brought again it is the same; without the signature it is nothing."""
    if request.method != "POST":
        return HttpResponse(status=405)
    if not signed(request):
        return HttpResponse(status=422)
    key, number = request.POST.get("MessageSid", ""), request.POST.get("From", "")
    if not NAME.fullmatch(key) or not number:
        return HttpResponse(status=422)
    messaging.receive(number, request.POST.get("Body", ""), provider_key=key, act=request.act)  # type: ignore[attr-defined]
    return HttpResponse(status=204)


def signed(request: HttpRequest) -> bool:
    """Whether whoever sent this knows the key of our account at the carrier: address and fields, in their order."""
    if not settings.SMS_SECRET:
        return False
    fields = "".join(
        f"{name}{value}" for name in sorted(request.POST) for value in sorted(set(request.POST.getlist(name)))
    )
    address = settings.SMS_INBOUND_URL or request.build_absolute_uri()
    said = hmac.new(
        settings.SMS_SECRET.encode(), f"{address}{fields}".encode("utf-8", "replace"), hashlib.sha1
    )
    good = base64.b64encode(said.digest()).decode()
    return hmac.compare_digest(
        good.encode(), request.headers.get("X-Twilio-Signature", "").encode("utf-8", "replace")
    )
