"""What the pages of peer support need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Sum

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import organisation_day
from handrail.pillars.peer_support.certificates import Certificate, certificates_of, certified
from handrail.pillars.peer_support.models import Match, PeerProfile, Supervision
from handrail.pillars.peer_support.policy import peers_for, peers_supervised
from handrail.pillars.peer_support.room import caseload_limit, loads

#: Over which days hours of supervision are added up.
SUPERVISED_IN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shown:
    """A peer as the person reads of them."""

    peer: Person
    hello: str
    lived: str
    languages: tuple[str, ...]


def peers_with_room(person: Person, act: Act) -> list[Shown]:
    """Whom the person may choose now: their own language first, then by name. They do not read who is full."""
    open_to_them = Person.objects.filter(peers_for(person, act), pk__in=certified(organisation_day(act.at)))
    theirs = set(_peers_now(person, act))
    profiles = list(
        PeerProfile.objects.filter(peer__in=open_to_them.exclude(pk__in=theirs)).select_related("peer")
    )
    held, limit = loads([one.peer_id for one in profiles], act.at), caseload_limit()
    asked = set(Match.objects.asked().filter(person=person).values_list("peer", flat=True))
    room = [one for one in profiles if held[one.peer_id] < limit and one.peer_id not in asked]
    room.sort(key=lambda one: (person.language not in one.languages, one.peer.preferred_name, one.pk))
    return [shown(one, matched=False) for one in room]


def shown(profile: PeerProfile, *, matched: bool) -> Shown:
    """What of a profile the person reads."""
    return Shown(profile.peer, profile.hello, profile.lived_to(matched=matched), tuple(profile.languages))


def peer_of(person: Person, act: Act) -> Shown | None:
    """Who walks with the person now, matched by themself or by their team."""
    now = next(iter(_peers_now(person, act)), None)
    if now is None:
        return None
    profile = PeerProfile.objects.filter(peer=now).select_related("peer").first()
    return shown(profile, matched=True) if profile else Shown(Person.objects.get(pk=now), "", "", ())


def _peers_now(person: Person, act: Act) -> list[int]:
    caring = CareRelationship.objects.at(act.at).filter(person=person, role=Role.PEER_SPECIALIST)
    return list(caring.order_by("-from_at", "-pk").values_list("worker", flat=True))


@dataclass(frozen=True, slots=True)
class OnRoster:
    """A peer as their supervisor reads of them: what is owed to them, and never how much they get done."""

    peer: Person
    certificate: Certificate | None
    people: int
    minutes: int
    has_profile: bool


def roster(act: Act) -> list[OnRoster]:
    """The peers whom the actor supervises. The number of queries does not grow with them."""
    peers = peers_supervised(act)
    keys, today = [one.pk for one in peers], organisation_day(act.at)
    held, cards = loads(keys, act.at), certificates_of(keys, today)
    profiles = set(PeerProfile.objects.filter(peer__in=keys).values_list("peer", flat=True))
    lately = Supervision.objects.filter(peer__in=keys, held_on__gt=today - SUPERVISED_IN)
    minutes = Counter(dict(lately.values_list("peer").annotate(Sum("minutes"))))
    return [
        OnRoster(one, cards.get(one.pk), held[one.pk], minutes[one.pk], one.pk in profiles) for one in peers
    ]
