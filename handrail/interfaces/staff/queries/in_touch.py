"""Where a worker writes down that they were in touch with somebody: by their work, and as far as they may."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role


def contact_page(
    person: Person,
    reader: Person | None,
    team: Collection[CareRelationship],
    *,
    notes: bool,
    meetings: bool,
    finding: bool,
) -> str:
    """A peer's own log; the card of a case manager; a note for whoever writes notes; a meeting for everybody else. Empty
    where there is none."""
    mine = {care.role for care in team if care.worker == reader}
    if Role.PEER_SPECIALIST in mine:
        return reverse("staff:contacts", args=[person.pk])
    if Role.CASE_MANAGER in mine and finding:
        return reverse("staff:finding_of", args=[person.pk])
    if notes:
        return reverse("staff:notes_of", args=[person.pk])
    return reverse("staff:appointments_of", args=[person.pk]) if meetings else ""
