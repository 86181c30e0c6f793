"""Who is asked to look at a gap: whoever owns what it is about, who covers for them, the team, the supervisor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from handrail.foundation.consent.matrix import cell
from handrail.foundation.messaging.models import Away
from handrail.foundation.teams.models import CareRelationship, Membership, Role

#: In this order the team is asked.
ORDER = (Role.CASE_MANAGER, Role.COUNSELOR, Role.PEER_SPECIALIST, Role.PRESCRIBER)
#: Scopes in which a role reads of the people it cares for, without anything more being granted.
READS = {"assigned", "programme", "organisation"}


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who works here today, who is away until when and who covers for them, and who supervises what."""

    members: frozenset[int]
    away: dict[int, tuple[int, datetime]]
    supervisors: dict[int, tuple[int, ...]]

    def is_here(self, worker: int) -> bool:
        return worker in self.members and worker not in self.away


def workforce(at: datetime) -> Workforce:
    """Two queries for a whole night."""
    supervisors: defaultdict[int, list[int]] = defaultdict(list)
    members = set()
    held = Membership.objects.at(at).order_by("pk")
    for worker, role, programme in held.values_list("person", "role", "programme"):
        members.add(worker)
        if role == Role.SUPERVISOR:
            supervisors[programme].append(worker)
    away = {one.worker_id: (one.cover_id, one.until_at) for one in Away.objects.at(at)}
    return Workforce(frozenset(members), away, {key: tuple(some) for key, some in supervisors.items()})


@dataclass(frozen=True, slots=True)
class Team:
    """Who cares for one person, by role, and in which programmes they are."""

    caring: tuple[tuple[int, str], ...]
    programmes: tuple[int, ...]

    def asked(self, resource: str, staff: Workforce, first: int | None = None) -> int | None:
        """Who is asked: the first who is here; where nobody is, the first supervisor who works here at all."""
        candidates = list(self._candidates(resource, staff, first))
        here = next((one for one in candidates if staff.is_here(one)), None)
        return here or next((one for one in reversed(candidates) if one in staff.members), None)

    def _candidates(self, resource: str, staff: Workforce, first: int | None) -> Iterator[int]:
        may = {who: role for who, role in self.caring if cell(role, resource).read in READS}
        if first in may:
            yield first
            if first in staff.away and staff.away[first][0] in may:
                yield staff.away[first][0]
        for role in ORDER:
            yield from (who for who, one in may.items() if one == role)
        for programme in self.programmes:
            yield from staff.supervisors.get(programme, ())


def teams_of(
    people: Collection[int], programmes: dict[int, tuple[int, ...]], at: datetime
) -> dict[int, Team]:
    """The team of each of these people. One query."""
    caring: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    held = CareRelationship.objects.at(at).filter(person__in=people).order_by("pk")
    for person, worker, role in held.values_list("person", "worker", "role"):
        caring[person].append((worker, role))
    return {one: Team(tuple(caring[one]), programmes.get(one, ())) for one in people}
