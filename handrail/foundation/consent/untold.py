"""What a person does not read yet about who looked at their record, because telling is not safe now (G04)."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.people.models import Person


def untold_looks(person: Person) -> Q:
    """As a condition on viewings of this person: those under an emergency access that is kept from them for now.

    Any page on which a person reads who looked leaves these out; once they are told, they stand there.
    """
    kept = EmergencyAccess.objects.filter(person=person, told_at=None)
    looks = Q(pk__in=())
    for one in kept:
        over = one.ended_at or one.until_at
        looks |= Q(viewer=one.reader_id, basis="emergency", at__gte=one.opened_at, at__lt=over)
    return looks
