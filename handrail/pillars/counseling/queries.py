"""Who belongs to an occasion of a group."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Attendance, Occasion, Seat


def roster(occasion: Occasion) -> list[Person]:
    """Whoever had a seat then, and whoever came without one, by name."""
    seats = Seat.objects.filter(gathering=occasion.gathering_id, from_at__lte=occasion.ends_at)
    held = seats.filter(Q(until_at=None) | Q(until_at__gt=occasion.starts_at)).values("person")
    came = Attendance.objects.filter(occasion=occasion).values("person")
    people = Person.objects.filter(Q(pk__in=held) | Q(pk__in=came))
    return list(people.order_by("preferred_name", "pk"))
