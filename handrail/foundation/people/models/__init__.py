"""Who someone is, how they want to be treated, what they must not get, and what they need to take part."""

from handrail.foundation.people.models.access import AccessNeeds, access_needs_of
from handrail.foundation.people.models.allergies import Allergy, NoneKnown, active_allergies, none_known
from handrail.foundation.people.models.people import (
    CarePreferences,
    CareWishes,
    ContactPoint,
    ContactPointQuerySet,
    Person,
    RelatedPerson,
    wishes_of,
)

__all__ = [
    "AccessNeeds", "Allergy", "CarePreferences", "CareWishes", "ContactPoint", "ContactPointQuerySet", "NoneKnown",
    "Person", "RelatedPerson", "access_needs_of", "active_allergies", "none_known", "wishes_of",
]  # fmt: skip
