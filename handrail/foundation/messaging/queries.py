"""What sending and the person's page need to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.foundation.messaging.deciding import Way
from handrail.foundation.messaging.models import ChosenPace, InboundText, Permission, Ping
from handrail.foundation.messaging.models.paces import pace_of
from handrail.foundation.messaging.senders import push
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.sealing.envelope import SealBroken
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.foundation.teams.queries import zone

log = structlog.get_logger("senders")

#: So long another way is taken after mail came back from an address that is somebody's, full or forbidden. Our own rule.
RESTS = timedelta(days=1)


def ways_of(
    people: Mapping[int, Person], paces: Mapping[int, ChosenPace], at: datetime
) -> dict[int, list[tuple[Way, Permission]]]:
    """By person: where they let us write, the channel they like first before the others; without an address that mail
    came back from just now, unless there is no other way."""
    found: dict[int, list[tuple[Way, Permission]]] = defaultdict(list)
    rest: set[int] = set()
    held = Permission.objects.holding().filter(person__in=people, point__ended_at=None)
    asked = held.select_related("point", "browser").annotate(rests=_rests(at))
    for permission in asked.order_by("point__rank", "pk"):
        found[permission.person_id].append((_way(permission), permission))
        if permission.rests:  # type: ignore[attr-defined]
            rest.add(permission.pk)
    for key, ways in found.items():
        first = pace_of(people[key], paces.get(key)).first
        ways.sort(key=lambda one: (one[0].channel != first, *_newest_browser(one[0])))
        others = [one for one in ways if one[0].key not in rest]
        if any(way.allowed for way, _permission in others):
            found[key] = others
    return found


def _rests(at: datetime) -> Exists:
    came_back = Ping.objects.returned().filter(permission=OuterRef("pk"), answered_at__gt=at - RESTS)
    return Exists(came_back)


def _newest_browser(way: Way) -> tuple[bool, int]:
    # Numbers keep the order they were given; of browsers the newest is most likely the one in use.
    return (True, -way.key) if way.channel == "push" else (False, 0)


def _way(permission: Permission) -> Way:
    point = permission.point
    if point is None:
        return Way(permission.pk, "push", permission.holds and push.is_on() and _opens(permission))
    safe = point.safety == ContactPoint.Safety.SAFE and _opens(permission)
    return Way(permission.pk, permission.channel, permission.holds and safe, point.earliest, point.latest)


def _opens(permission: Permission) -> bool:
    try:
        return bool(permission.address)
    except (KeysMissing, SealBroken) as closed:
        log.error("number_does_not_open", person_id=permission.person_id, trouble=type(closed).__name__)
        return False


def reachable(people: Collection[int] | None = None) -> set[int]:
    """Keys of the people who let us write to them somewhere safe."""
    held = _safe() if people is None else _safe().filter(person__in=people)
    return set(held.values_list("person_id", flat=True))


def way_besides(permission: int, person: int, at: datetime) -> bool:
    """Whether something that came back from there can go another way."""
    return _safe().filter(~_rests(at), person=person).exclude(pk=permission).exists()


def _safe() -> QuerySet[Permission]:
    safe = Q(point__ended_at=None, point__safety=ContactPoint.Safety.SAFE)
    return Permission.objects.holding().filter(safe | Q(browser__isnull=False) if push.is_on() else safe)


def open_number(mark: str, at: datetime) -> Permission | None:
    """By which permission a text may go to this number at that moment: shown to be theirs, agreed to, safe and within
    its hours. None when there is none, and when it is of more than one person."""
    held = Permission.objects.holding().filter(mark=mark, point__system="sms", point__ended_at=None)
    found = list(held.select_related("point", "person"))
    if len({one.person_id for one in found}) != 1 or not _way(found[0]).allowed:
        return None
    point, wall = found[0].point, at.astimezone(zone(found[0].person.time_zone)).time()
    return found[0] if point is not None and point.is_open(wall) else None


def is_stopped(mark: str) -> bool:
    """Whether the last thing that was said from there about it was stop, or that it is the wrong person."""
    said = (
        InboundText.objects.filter(mark=mark, reads__overlap=["stop", "wrong", "start"])
        .order_by("-came_at", "-pk")
        .first()
    )
    return said is not None and InboundText.Reads.START not in said.reads
