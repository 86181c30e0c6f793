"""A disk that fills up, said to supervisors while there is time to make room: once it is full nothing can be saved."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.room import Room, room_at
from handrail.pillars.crisis.policy import may_plan_shifts


def room_left(act: Act) -> Room | None:
    """How full it is, when that has to be said to this reader."""
    found = room_at(settings.DATA)
    return None if found.enough or not may_plan_shifts(act) else found


def room_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """(title, detail, href, icon), beside what else is open."""
    if (found := room_left(act)) is None:
        return []
    title = _("The disk is %(percent)s percent full") % {"percent": found.percent}
    return [(title, _("Tell whoever runs this computer today"), reverse("staff:alerts"), "warning-circle")]
