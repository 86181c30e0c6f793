"""What the programmes of one person want to be told of. Where they differ the most watchful one holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handrail.continuum.watch.models import Sensitivity
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment

ToldOf = Sensitivity.ToldOf


@dataclass(frozen=True, slots=True)
class Telling:
    """`told_of` names a sensitivity of the engine; `strong_calls`: a strong change calls who is on call."""

    told_of: str = ToldOf.CLEAR
    strong_calls: bool = False


def telling(person: Person, at: datetime) -> Telling:
    """As the programmes say in which the person is at `at`; one that says nothing wants every clear change."""
    inside = set(Enrolment.objects.at(at).filter(person=person).values_list("programme", flat=True))
    said = list(Sensitivity.objects.filter(programme__in=inside))
    strong = len(said) == len(inside) > 0 and all(one.told_of == ToldOf.STRONG for one in said)
    return Telling(ToldOf.STRONG if strong else ToldOf.CLEAR, any(one.strong_calls for one in said))
