"""Who belongs to an occasion of a group, and who may come to a family session."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Attendance, Occasion, Seat


def roster(occasion: Occasion) -> list[Person]:
    """Whoever had a seat then, and whoever came without one, by name."""
    seats = Seat.objects.filter(gathering=occasion.gathering_id, from_at__lte=occasion.ends_at)
    held = seats.filter(Q(until_at=None) | Q(until_at__gt=occasion.starts_at)).values("person")
    came = Attendance.objects.filter(occasion=occasion).values("person")
    people = Person.objects.filter(Q(pk__in=held) | Q(pk__in=came))
    return list(people.order_by("preferred_name", "pk"))


def consent_for(person: Person, recipient: Recipient, now: datetime) -> Consent | None:
    """What the person agreed to share with somebody close, as it holds at that moment."""
    held = Consent.objects.at(now).filter(person=person, recipient=recipient, kind=Consent.Kind.SUPPORTER)
    return held.order_by("-signed_at", "-pk").first()


def invitable(person: Person, now: datetime) -> list[Recipient]:
    """To whom somebody's consent holds now."""
    held = Consent.objects.at(now).filter(person=person, kind=Consent.Kind.SUPPORTER)
    return list(Recipient.objects.filter(pk__in=held.values("recipient")).order_by("name", "pk"))
