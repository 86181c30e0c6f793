"""Where a worker writes down that they were in touch with somebody: by their work, and as far as they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from handrail.foundation.teams.models import Role

if TYPE_CHECKING:
    from handrail.interfaces.staff.queries.record import Record


def contact_page(record: Record) -> str:
    """A peer's own log; a note for whoever writes notes; a meeting for everybody else. Empty where there is none."""
    mine = {care.role for care in record.team if care.worker == record.act.actor}
    key = [record.person.pk]
    if Role.PEER_SPECIALIST in mine:
        return reverse("staff:contacts", args=key)
    if record.reads_notes:
        return reverse("staff:notes_of", args=key)
    return reverse("staff:appointments_of", args=key) if record.books else ""
