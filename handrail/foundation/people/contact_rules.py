"""What somebody's rules for being reached allow at a moment. Nobody asked means no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from handrail.foundation.people.models import ContactPoint

System, Safety = ContactPoint.System, ContactPoint.Safety


def takes_message(points: Iterable[ContactPoint], system: str, wall: time) -> bool:
    """Whether some safe way of this kind takes a message at this time on the person's own clock."""
    return any(
        point.system == system
        and point.safety == Safety.SAFE
        and point.is_open(wall)
        and (system != System.PHONE or point.voicemail == ContactPoint.Voicemail.YES)
        for point in points
    )
