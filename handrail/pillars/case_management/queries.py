"""What a page needs of the directory and of referrals, in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Avg

from handrail.pillars.case_management.models import AnswerLink, Referral, Service, Spot
from handrail.pillars.case_management.models.directory import ServiceQuerySet
from handrail.pillars.case_management.models.referrals import digest_of

PAGE = 20
#: Looked through from the inside out: where much lies near, what lies far is never touched.
RINGS = (0.7, 4.0)
FARTHEST = 50.0
#: Enough rows of a town to know where it lies.
SOME = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. Empty means that it does not matter."""

    words: str = ""
    need: str = ""
    language: str = ""
    age: int | None = None
    hour: int | None = None
    free: bool = False
    without_steps: bool = False
    with_room: bool = False
    spot: Spot | None = None
    km: float = FARTHEST
    page: int = 1


@transaction.atomic
def search(asked: Asked) -> tuple[list[Service], bool]:
    """One page of services, nearest first where a place was named, and whether there are more."""
    with connection.cursor() as cursor:
        # A plan made for any need in any place looks through a whole town; one made for these takes a millisecond.
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
    first = (asked.page - 1) * PAGE
    rows = (
        _near(asked, first + PAGE + 1) if asked.spot else list(_wanted(asked).by_name()[: first + PAGE + 1])
    )
    return rows[first : first + PAGE], len(rows) > first + PAGE


def _near(asked: Asked, many: int) -> list[Service]:
    assert asked.spot is not None
    rows: list[Service] = []
    # What is narrowed to little is cheaper to look through once than ring by ring.
    rings = () if _is_narrow(asked) else tuple(ring for ring in RINGS if ring < asked.km)
    for ring in (*rings, asked.km):
        within = _wanted(asked).within(asked.spot, ring).nearest_first(asked.spot, ring)
        rows = list(within[:many])
        if len(rows) == many:
            break
    return rows


def _is_narrow(asked: Asked) -> bool:
    return bool(asked.words) or (
        bool(asked.need) and bool(asked.language or asked.hour is not None or asked.with_room)
    )


def _wanted(asked: Asked) -> ServiceQuerySet:
    found = Service.objects.listed().select_related("provider__source")
    found = found.meeting(asked.need) if asked.need else found
    found = found.saying(asked.words) if asked.words else found
    found = found.in_language(asked.language) if asked.language else found
    found = found.for_age(asked.age) if asked.age is not None else found
    found = found.open_in(asked.hour) if asked.hour is not None else found
    found = found.free() if asked.free else found
    found = found.without_steps() if asked.without_steps else found
    return found.with_room() if asked.with_room else found


def spot_of(place: str) -> Spot | None:
    """Where a town or a postal code lies, from the addresses that the directory holds. No map is asked."""
    located = Service.objects.filter(latitude__isnull=False)
    for found in (located.filter(postal_code=place), located.filter(city__iexact=place)):
        rows = Service.objects.filter(pk__in=found.order_by("pk").values("pk")[:SOME])
        middle = rows.aggregate(north=Avg("latitude"), east=Avg("longitude"))
        if middle["north"] is not None:
            return Spot(middle["north"], middle["east"])
    return None


@dataclass(frozen=True, slots=True)
class AskedByLink:
    """What a link asks: a service of theirs, for which need. Nothing of anybody."""

    service: str
    need: str
    used_at: datetime | None
    waits: bool


def asked_by_link(token: str, at: datetime) -> AskedByLink | None:
    """What this link asks, while it is open or after it was used; None when it has run out or never was one."""
    links = AnswerLink.objects.select_related("referral__service")
    link = links.filter(digest=digest_of(token)).first()
    if link is None or (link.used_at is None and link.ends_at <= at):
        return None
    referral = link.referral
    if link.used_at is None and referral.status not in {Referral.Status.SENT, Referral.Status.WAITING}:
        return None
    waits = referral.status == Referral.Status.WAITING
    return AskedByLink(referral.service.name, str(referral.get_need_display()), link.used_at, waits)
