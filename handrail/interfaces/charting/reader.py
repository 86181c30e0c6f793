"""Who reads whose charts, and which parts of the record are open to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.continuum.journey.sight import readable
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local

#: Charts go back at most so far.
AT_MOST = timedelta(days=366)
#: What a chart can draw, as resources of the access matrix.
RESOURCES = (
    "measures",
    "checkins",
    "appointments",
    "group_attendance",
    "care_plan",
    "counseling_notes",
    "peer_notes",
    "crisis_episodes",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """`opens` holds the resources of RESOURCES that the reader may read; what is not in it leaves no trace."""

    person: Person
    act: Act
    now: datetime
    opens: frozenset[str]

    @property
    def today(self) -> date:
        """Today, on the reader's clock."""
        return self.now.date()

    @property
    def own(self) -> bool:
        """Whether they read about themself."""
        return self.act.actor is not None and self.act.actor.pk == self.person.pk


def own_reader(act: Act) -> Reader:
    """Somebody who reads their own charts."""
    assert act.actor is not None
    return Reader(act.actor, act, local(act.actor, act.at), opens(act.actor, act, RESOURCES))


def opens(person: Person, act: Act, resources: Iterable[str]) -> frozenset[str]:
    """Which of the resources the actor may read of this person. One query."""
    return frozenset(
        name for name, people in readable(act, [person.pk], resources).items() if person.pk in people
    )
