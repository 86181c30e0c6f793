"""Whose turn it is: the next responsible human, the supervisor last, and then again. Never nobody while one is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import supervisors_of, team_of


@dataclass(frozen=True)
class Around:
    """Who can be asked about a person at a moment: the team, counselor first, and the supervisors."""

    person: Person
    at: datetime
    team: list[CareRelationship]

    @cached_property
    def supervisors(self) -> list[Person]:
        """Looked for only when somebody needs them."""
        return supervisors_of(self.person, self.at)

    def first(self, role: str) -> Person | None:
        """The one whose turn it is before all others."""
        if role == Role.SUPERVISOR or not self.team:
            return next_turn(self.turns(role), [])
        return self.person if role == "client" else self._cared(role)[0]

    def turns(self, role: str) -> list[Person]:
        """Everybody who can be asked for `role`, in order: that role, the counselor, the rest, supervisors."""
        if role == "client":
            return [self.person]
        return _once(self._cared(role) + self.supervisors)

    def _cared(self, role: str) -> list[Person]:
        own = [care.worker for care in self.team if care.role == role]
        lead = [care.worker for care in self.team if care.role == Role.COUNSELOR]
        return own + lead + [care.worker for care in self.team]


def around(person: Person, at: datetime) -> Around:
    """Those around this person now."""
    return Around(person, at, team_of(person, at))


def turns(person: Person, role: str, at: datetime) -> list[Person]:
    """Everybody who can be asked for `role`, in order."""
    return [person] if role == "client" else around(person, at).turns(role)


def supervision(person: Person, at: datetime) -> list[Person]:
    """Supervisors first, then the team: for what a worker took on and did not do."""
    return _once(supervisors_of(person, at) + [care.worker for care in team_of(person, at)])


def next_turn(order: list[Person], asked: list[int]) -> Person | None:
    """The first not yet asked; when all were, the last (the supervisor) again."""
    fresh = [candidate for candidate in order if candidate.pk not in asked]
    again = fresh or order[-1:]
    return again[0] if again else None


def _once(people: list[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())
