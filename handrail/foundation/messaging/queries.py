"""What sending and the person's page need to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import structlog

from handrail.foundation.messaging.deciding import Way
from handrail.foundation.messaging.models import ChosenPace, InboundText, Permission
from handrail.foundation.messaging.models.paces import pace_of
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.sealing.envelope import SealBroken
from handrail.foundation.sealing.key_ring import KeysMissing

log = structlog.get_logger("senders")


def ways_of(
    people: Mapping[int, Person], paces: Mapping[int, ChosenPace]
) -> dict[int, list[tuple[Way, Permission]]]:
    """By person: where they let us write, the channel they like first before the others."""
    found: dict[int, list[tuple[Way, Permission]]] = defaultdict(list)
    held = (
        Permission.objects.holding().filter(person__in=people, point__ended_at=None).select_related("point")
    )
    for permission in held.order_by("point__rank", "pk"):
        found[permission.person_id].append((_way(permission), permission))
    for key, ways in found.items():
        first = pace_of(people[key], paces.get(key)).first
        ways.sort(key=lambda one: one[0].channel != first)
    return found


def _way(permission: Permission) -> Way:
    point = permission.point
    safe = point.safety == ContactPoint.Safety.SAFE and _opens(point)
    return Way(permission.pk, permission.channel, permission.holds and safe, point.earliest, point.latest)


def _opens(point: ContactPoint) -> bool:
    try:
        return bool(point.value)
    except (KeysMissing, SealBroken) as closed:
        log.error("number_does_not_open", person_id=point.person_id, trouble=type(closed).__name__)
        return False


def reachable(people: Collection[int] | None = None) -> set[int]:
    """Keys of the people who let us write to them somewhere safe."""
    held = Permission.objects.holding().filter(point__ended_at=None, point__safety=ContactPoint.Safety.SAFE)
    if people is not None:
        held = held.filter(person__in=people)
    return set(held.values_list("person_id", flat=True))


def is_stopped(mark: str) -> bool:
    """Whether the last thing that was said from there about it was stop."""
    said = (
        InboundText.objects.filter(mark=mark, reads__overlap=["stop", "start"])
        .order_by("-came_at", "-pk")
        .first()
    )
    return said is not None and InboundText.Reads.STOP in said.reads
