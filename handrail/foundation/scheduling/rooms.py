"""Video rooms on a server that the organization runs itself (Jitsi Meet opens any room by its address); none otherwise."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

LENGTH = 32


def room_of(kind: str, key: int) -> str:
    """The address of the room of one meeting, which nobody guesses; "" where there is no such server, or no https."""
    server = str(settings.VIDEO_ROOMS)
    if not server.startswith("https://"):
        return ""
    word = salted_hmac("handrail.scheduling.room", f"{kind} {key}", algorithm="sha256").hexdigest()
    return f"{server}/{word[:LENGTH]}"
