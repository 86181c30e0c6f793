"""Finding people: who is looked for, when they are tried next and why then, and one person's card with what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.clinical.gaps import rules
from handrail.continuum.watch.models import Gap
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.queries.trying import Line, lines
from handrail.interfaces.staff.words.finding import (
    NEXT_HOW,
    address,
    try_words,
)
from handrail.interfaces.staff.words.times import clock, day_words, here
from handrail.pillars.case_management.models import Attempt, Lead, Search

Way, Outcome, Status = Attempt.Way, Attempt.Outcome, Search.Status
Safety = ContactPoint.Safety
SHOWN, TRIES = 60, 40
#: Gaps that ask whether to look for somebody, and the reason that one tap then writes down.
OFFERED = {
    rules.NO_CONTACT: Search.Reason.NO_CONTACT, rules.MISSED: Search.Reason.MISSED, rules.LOST_WAY: Search.Reason.LOST_WAY,
}  # fmt: skip
Of = TypeVar("Of", ContactPoint, Lead, Attempt)


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the list. `due`: it is time, or past it; `back`: they got in touch."""

    person: Person
    search: Search
    address: str
    next: str
    why: str
    due: bool
    back: bool
    tried: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who may have to be looked for, with why."""

    person: Person
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom I try next, whom others try, and who may have to be looked for."""

    mine: list[Row]
    others: list[Row]
    offered: list[Offer]


def finding_list(act: Act) -> Listed:
    """Everybody who is looked for, as far as the reader may see, whoever is due first. Eight queries at most."""
    news = Q(attention_at__isnull=False, owner=act.actor)
    found = Search.objects.visible_to(act).exclude(person=act.actor).filter(Q(status=Status.OPEN) | news)
    searches = list(found.select_related("person", "owner").soonest_first()[:SHOWN])
    people = [one.person_id for one in searches]
    points = _by_person(ContactPoint.objects.filter(person__in=people, ended_at=None).safest_first())
    leads = _by_person(Lead.objects.filter(person__in=people, ended_at=None).order_by("-written_at", "-pk"))
    last = _by_person(Attempt.objects.standing().filter(person__in=people).newest_first())
    rows = [
        row_of(one, points[one.person_id], leads[one.person_id], last[one.person_id], act) for one in searches
    ]
    return Listed(
        [row for row in rows if row.search.owner == act.actor],
        [row for row in rows if row.search.owner != act.actor],
        _offered(people, act),
    )


def _by_person(rows: Iterable[Of]) -> dict[int, list[Of]]:
    found: defaultdict[int, list[Of]] = defaultdict(list)
    for one in rows:
        found[one.person_id].append(one)
    return found


def _offered(looked_for: list[int], act: Act) -> list[Offer]:
    """Open gaps of people whom the reader is asked about or cares for; one line a person."""
    mine = CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")
    gaps = (
        Gap.objects.visible_to(act).open().filter(kind__in=OFFERED, person__in=keys_for(act, "safe_contact"))
    )
    gaps = gaps.filter(Q(owner=act.actor) | Q(person__in=mine)).exclude(person__in=looked_for)
    found: dict[int, Offer] = {}
    for gap in gaps.exclude(person=act.actor).select_related("person").oldest_first()[:SHOWN]:
        offer = Offer(gap.person, str(OFFERED[gap.kind]), str(gap.get_kind_display()))
        found.setdefault(gap.person_id, offer)
    return list(found.values())


def finding_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """Lines on Today: whom I try today or should have tried, and who got in touch. One query."""
    assert act.actor is not None
    tonight = here(act, act.at).replace(hour=23, minute=59, second=59)
    due = Q(status=Status.OPEN, next_at__lte=tonight) | Q(attention_at__isnull=False)
    mine = Search.objects.visible_to(act).filter(due, owner=act.actor).exclude(person=act.actor)
    return [_loop(one, act) for one in mine.select_related("person").soonest_first()[:8]]


def _loop(one: Search, act: Act) -> tuple[str, str, str, str]:
    href = reverse("staff:finding_of", args=[one.person_id])
    if one.attention_at is not None:
        return str(one.person), _news(one), href, "chat-circle"
    title = _("Try to reach %(name)s") % {"name": one.person}
    return title, _when(one, act)[:1].upper() + _when(one, act)[1:], href, "magnifying-glass"


def row_of(
    one: Search, points: list[ContactPoint], leads: list[Lead], tries: list[Attempt], act: Act
) -> Row:  # fmt: skip
    last = _("Last tried %(day)s: %(what)s") % {"day": day_of(tries[0].at, act), "what": try_words(tries[0])} if tries else _("Not tried yet")  # fmt: skip
    now = local(one.person, act.at)
    return Row(
        one.person, one, address(one.person), _next(one, act) if one.is_open else _news(one),
        str(one.get_next_why_display()) if one.is_open else "", one.next_at is not None and one.next_at <= act.at,
        one.attention_at is not None, last, tuple(lead.words for lead in leads if lead.kind == Lead.Kind.PLACE and lead.is_safe),
        lines(points, leads, now),
    )  # fmt: skip


def _next(one: Search, act: Act) -> str:
    who = _("You try") if one.owner == act.actor else _("%(who)s tries") % {"who": one.owner}
    return f"{who} {_when(one, act)}."


def _when(one: Search, act: Act) -> str:
    """now, by phone; Thursday, 5:00 PM, by text; by phone. It was due yesterday."""
    assert one.next_at is not None
    at, now = here(act, one.next_at), here(act, act.at)
    how = str(NEXT_HOW[one.next_way])
    told = {"day": day_words(at.date(), now.date()), "time": clock(at), "how": how}
    if at.date() < now.date():
        return _("%(how)s. It was due %(day)s") % told
    return (_("now, %(how)s") if at <= now else _("%(day)s, %(time)s, %(how)s")) % told


def _news(one: Search) -> str:
    if one.heard_at is not None or one.status == Status.CALLED:
        return _("They got in touch. Be in touch with them soon.")
    return str(one.get_status_display())


def day_of(at: datetime, act: Act) -> str:
    return day_words(here(act, at).date(), here(act, act.at).date())
