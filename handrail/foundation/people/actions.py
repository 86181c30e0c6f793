"""Taking people in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.foundation.sealing.row_key import give_keys


@transaction.atomic
def take_in(
    people: Sequence[Person], ways: Sequence[ContactPoint] = (), preferences: Sequence[CarePreferences] = ()
) -> None:
    """Write people down with their ways to be reached and what matters to them. Nothing given is saved yet.

    The ledger stands above: the caller announces it, in the same transaction.
    """
    Person.objects.bulk_create(people)
    give_keys(ways)
    ContactPoint.objects.bulk_create(ways)
    CarePreferences.objects.bulk_create(preferences)


def hold(person: Person) -> Person:
    """Within a transaction: whoever changes the same things of this person now waits, one after the other.

    Keys may still point to them meanwhile. Returns the row as it is now.
    """
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)
