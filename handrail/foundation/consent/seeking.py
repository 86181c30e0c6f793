"""Finding somebody in an emergency by what a worker would know of them then: no list, no part of a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac

from handrail.foundation.consent.asker import asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import PRESENCE, people_for
from handrail.foundation.consent.models import EmergencySearch
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment

#: Searches of one worker before they are asked to call somebody instead, and in which time. Our own rule: nobody
#: meets five emergencies of people they do not know in an hour, and a list of names takes more.
SEARCHES, WITHIN = 5, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What a worker knows: the whole name and the date of birth, or the number of the record."""

    name: str = ""
    born_on: date | None = None
    number: str = ""

    @property
    def enough(self) -> bool:
        return bool(self.number) or bool(self.name and self.born_on)

    @property
    def mark(self) -> str:
        """A keyed hash of what was typed, in which no name can be read."""
        told = "|".join([self.name.casefold(), str(self.born_on or ""), self.number.casefold()])
        return salted_hmac("handrail.consent.emergency", told, algorithm="sha256").hexdigest()


def found_by(known: Known, act: Act) -> Person | None:
    """The one client who fits, unless something closes their record to the actor: then nobody is found."""
    if not known.enough:
        return None
    clients = Person.objects.filter(Exists(Enrolment.objects.filter(person=OuterRef("pk"))))
    fitting = clients.filter(_fits(known), not_denied(act, asker(act), PRESENCE))
    found = list(fitting.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def known_to_office(known: Known, act: Act) -> Person | None:
    """The one person whom the privacy officer means: they decide for all, and need no more than the name here."""
    mine = people_for(act, "consents", "write").exclude(pk=act.actor.pk if act.actor else 0)
    if known.number:
        fits = Q(external_id=known.number)
    else:
        fits = Q(legal_name__iexact=known.name) | Q(preferred_name__iexact=known.name)
        fits &= Q(born_on=known.born_on) if known.born_on else Q()
    found = list(mine.filter(fits).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def searches_left(act: Act) -> int:
    """How often the actor may still search in this hour."""
    made = EmergencySearch.objects.filter(reader=act.actor, at__gt=act.at - WITHIN)
    return max(0, SEARCHES - made.count())


def _fits(known: Known) -> Q:
    if known.number:
        return Q(external_id=known.number)
    named = Q(legal_name__iexact=known.name) | Q(preferred_name__iexact=known.name)
    return named & Q(born_on=known.born_on)
