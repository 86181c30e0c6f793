"""How many people a peer walks with, and which place is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.pillars.peer_support.models import CaseloadLimit, Match
from handrail.pillars.peer_support.models.profiles import USUAL_LIMIT


def caseload_limit() -> int:
    """With how many people a peer walks at most."""
    said = CaseloadLimit.objects.values_list("people", flat=True).first()
    return said or USUAL_LIMIT


def loads(peers: Iterable[int], at: datetime) -> dict[int, int]:
    """How many people each peer walks with or is asked by. Two queries."""
    held: dict[int, set[int]] = {peer: set() for peer in peers}
    for peer, person in _cared_for(held, at):
        held[peer].add(person)
    for peer, person in Match.objects.holding_a_place().filter(peer__in=held).values_list("peer", "person"):
        held[peer].add(person)
    return {peer: len(people) for peer, people in held.items()}


def free_place(peer: Person, person: Person, at: datetime) -> int | None:
    """The first place of this peer that nobody has, or None: people whom they cared for before matches count too."""
    held = dict(Match.objects.holding_a_place().filter(peer=peer).values_list("place", "person"))
    others = {one for _peer, one in _cared_for([peer.pk], at)} - set(held.values()) - {person.pk}
    if len(held) + len(others) >= caseload_limit():
        return None
    return next(place for place in range(1, len(held) + 2) if place not in held)


def _cared_for(peers: Iterable[int], at: datetime) -> Iterable[tuple[int, int]]:
    caring = CareRelationship.objects.at(at).filter(worker__in=list(peers), role=Role.PEER_SPECIALIST)
    return caring.values_list("worker", "person")
