"""Whose turn it is: the next responsible human, the supervisor last, and then again. Never nobody while one is there."""

from __future__ import annotations

from collections.abc import Iterator
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
        return next(self._in_turn(role), None)

    def turns(self, role: str) -> list[Person]:
        """Everybody who can be asked for `role`, in order: that role, the counselor, the rest, supervisors."""
        return _once(list(self._in_turn(role)))

    def _in_turn(self, role: str) -> Iterator[Person]:
        if role == "client":
            yield self.person
            return
        yield from (care.worker for care in self.team if care.role == role)
        yield from (care.worker for care in self.team if care.role == Role.COUNSELOR)
        yield from (care.worker for care in self.team)
        yield from self.supervisors


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
