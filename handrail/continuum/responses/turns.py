"""Whose turn it is: the next responsible human, the supervisor last, and then again. Never nobody while one is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import Away
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import supervisors_of, team_of


@dataclass(frozen=True)
class Around:
    """Who can be asked about a person at a moment: of the team, counselor first, and of the supervisors those who may
    answer. Who is away comes to their turn only while nobody else is there."""

    person: Person
    at: datetime
    team: list[CareRelationship]
    away: set[int] = field(default_factory=set)

    @cached_property
    def supervisors(self) -> list[Person]:
        """Looked for only when somebody needs them."""
        able = _able(self.person, supervisors_of(self.person, self.at), self.at)
        self.away.update(_away(able, self.at))
        return able

    def first(self, role: str) -> Person | None:
        """The one whose turn it is before all others."""
        of_the_team = (one for one in self._of_the_team(role) if one.pk not in self.away)
        return next(of_the_team, None) or next(iter(self.turns(role)), None)

    def turns(self, role: str) -> list[Person]:
        """Everybody who can be asked for `role`, in order: that role, the counselor, the rest, supervisors."""
        of_the_team = list(self._of_the_team(role))
        return of_the_team if role == "client" else self._here_first([*of_the_team, *self.supervisors])

    def supervision(self) -> list[Person]:
        """Supervisors first, then the team: for what a worker took on and did not do."""
        return self._here_first([*self.supervisors, *(care.worker for care in self.team)])

    def _here_first(self, order: Iterable[Person]) -> list[Person]:
        everybody = list({one.pk: one for one in order}.values())
        return [one for one in everybody if one.pk not in self.away] or everybody

    def _of_the_team(self, role: str) -> Iterator[Person]:
        if role == "client":
            yield self.person
            return
        yield from (care.worker for care in self.team if care.role == role)
        yield from (care.worker for care in self.team if care.role == Role.COUNSELOR)
        yield from (care.worker for care in self.team)


def around(person: Person, at: datetime) -> Around:
    """Those around this person now."""
    team = team_of(person, at)
    able = _able(person, [care.worker for care in team], at)
    return Around(person, at, [care for care in team if care.worker in able], _away(able, at))


def turns(person: Person, role: str, at: datetime) -> list[Person]:
    """Everybody who can be asked for `role`, in order."""
    return [person] if role == "client" else around(person, at).turns(role)


def next_turn(order: list[Person], asked: list[int]) -> Person | None:
    """The first not yet asked; when all were, the last (the supervisor) again."""
    fresh = [candidate for candidate in order if candidate.pk not in asked]
    again = fresh or order[-1:]
    return again[0] if again else None


def _able(person: Person, workers: Sequence[Person], at: datetime) -> list[Person]:
    """Those who may add to the plan: an ask of anybody else would only wait until its time is over."""
    asked = [Question(Act(worker, at, "turns"), "care_plan", "append") for worker in workers]
    decided = zip(workers, decide_each(person, asked), strict=True) if asked else ()
    return [worker for worker, decision in decided if decision.allowed]


def _away(workers: Sequence[Person], at: datetime) -> set[int]:
    if not workers:
        return set()
    return set(Away.objects.at(at).filter(worker__in=workers).values_list("worker", flat=True))
