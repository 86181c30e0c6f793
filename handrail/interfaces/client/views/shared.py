"""What was shared about me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.shared import shared_page
from handrail.interfaces.doorkeeper import client_page


@client_page(("disclosure_log", "read"), ("consents", "read"))
def shared(request: HttpRequest) -> HttpResponse:
    """What went to whom, when, why and on which consent; made to be printed too."""
    return page(request, "client/shared.html", shared_page(request.act), here="me")  # type: ignore[attr-defined]
