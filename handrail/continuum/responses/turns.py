"""Whose turn it is: the next responsible human, the supervisor last, and then again. Never nobody while one is there."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import supervisors_of, team_of


def turns(person: Person, role: str, at: datetime) -> list[Person]:
    """Everybody who can be asked for `role`, in order: that role, the counselor, the rest of the team, supervisors."""
    if role == "client":
        return [person]
    team = team_of(person, at)
    own = [care.worker for care in team if care.role == role]
    lead = [care.worker for care in team if care.role == Role.COUNSELOR]
    rest = [care.worker for care in team]
    return _once(own + lead + rest + supervisors_of(person, at))


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
