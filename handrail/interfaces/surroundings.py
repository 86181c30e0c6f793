"""What every page's frame needs, and only that."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from handrail.interfaces.tablet import on_tablet


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`theme` is light or dark when the person chose one; a cookie carries the choice and nothing else.

    `on_tablet`: this browser is a clinic tablet in somebody's hands, which nothing leads away from its questions.
    `leave_to` is where the way out leads: known without the database, which help does without too.
    """
    look = request.COOKIES.get("look", "")
    return {
        "theme": look if look in {"light", "dark"} else "",
        "leave_to": settings.NEUTRAL_SITE,
        "on_tablet": on_tablet(request),
    }
