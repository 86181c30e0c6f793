"""Who is on call: now, next, and where nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Organisation
from handrail.interfaces.staff.words.times import clock, day_words, here
from handrail.pillars.crisis.ladder import WAYS, addresses_of, ways_of, without_mailbox
from handrail.pillars.crisis.models import Alert, Shift
from handrail.pillars.crisis.models.alerts import DESK
from handrail.pillars.crisis.policy import may_be_on_call, may_plan_shifts
from handrail.pillars.crisis.roster import AHEAD, gaps

SHOWN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift in words."""

    shift: Shift
    who: str
    place: int
    span: str
    now: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around every page: whose it is, who is called first, and whether any alert waits for somebody."""

    organisation: str
    on_call: dict[str, str] | None
    waits: bool


def around_every_page(act: Act) -> Around:
    """In one question, because it is part of each page."""
    first = Shift.objects.at(act.at).in_turn()
    found = Organisation.objects.annotate(
        first=Subquery(first.values("worker__preferred_name")[:1]),
        until=Subquery(first.values("until_at")[:1]),
        waits=Exists(Alert.objects.open().held_by_nobody()),
    ).first()
    if found is None:
        return Around("", None, waits=False)
    on_call = {"name": found.first, "until": clock(here(act, found.until))} if found.first else None
    return Around(found.name, on_call, found.waits)


def on_call_page(act: Act) -> dict[str, Any]:
    """Two weeks: shifts by day, and the gaps of the next seven days."""
    shifts = (
        Shift.objects.between(act.at, act.at + SHOWN).order_by("from_at", "place").select_related("worker")
    )
    days: dict[date, list[Turn]] = {}
    for shift in shifts:
        days.setdefault(max(here(act, shift.from_at), here(act, act.at)).date(), []).append(_turn(shift, act))
    today = here(act, act.at).date()
    return {
        "days": [(day_words(day, today), turns) for day, turns in days.items()],
        "gaps": [span_words(act, first, last) for first, last in gaps(act.at, act.at + AHEAD)],
        "may_plan": may_plan_shifts(act),
        "desk": desk(act),
        "mine": addresses_of([act.actor]).get((act.actor.pk, "sms"), "") if act.actor else "",
        "at_the_desk": act.actor is not None and may_be_on_call(act.actor, act),
        "one_way": one_way(act),
        "mailless": mailless(act),
    }


def on_call_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """(title, detail, href, icon): that nobody is on call at some time of the next seven days, for whoever plans it."""
    if not may_plan_shifts(act) or not (found := gaps(act.at, act.at + AHEAD)):
        return []
    return [(_("Nobody is on call then"), span_words(act, *found[0]), reverse("staff:on_call"), "lifebuoy")]


def one_way(act: Act) -> list[str]:
    """Who is on call in the next days and can be called by one way only."""
    shifts = Shift.objects.between(act.at, act.at + AHEAD).select_related("worker")
    workers = list({shift.worker_id: shift.worker for shift in shifts}.values())
    found = ways_of(workers)
    return [one.preferred_name for one in workers if len(found[one.pk]) < WAYS]


def mailless(act: Act) -> list[str]:
    """Whose mail came back because nobody is at that address, of those who can be put on call."""
    people = desk(act)
    gone = without_mailbox(people, act.at)
    return [one.preferred_name for one in people if one.pk in gone]


def mailless_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """(title, detail, href, icon) on a supervisor's Today, beside what else is open."""
    names = mailless(act) if may_plan_shifts(act) else []
    if not names:
        return []
    title = _("Calls by mail come back: %(names)s") % {"names": ", ".join(names)}
    return [(title, _("Nobody is at that address"), reverse("staff:on_call"), "warning-circle")]


def desk(act: Act) -> list[Person]:
    """Who can be put on call."""
    held = Membership.objects.at(act.at).filter(role__in=DESK).values("person")
    return list(Person.objects.filter(pk__in=held).order_by("preferred_name", "pk"))


def span_words(act: Act, first: datetime, last: datetime) -> str:
    """Friday 8 am to Saturday 8 am."""
    today = here(act, act.at).date()
    first, last = here(act, first), here(act, last)
    told = {"day": day_words(first.date(), today), "from": clock(first), "until": clock(last),
            "other": day_words(last.date(), today)}  # fmt: skip
    if first.date() == last.date():
        return _("%(day)s, %(from)s to %(until)s") % told
    return _("%(day)s %(from)s to %(other)s %(until)s") % told


def _turn(shift: Shift, act: Act) -> Turn:
    now = shift.from_at <= act.at < shift.until_at
    mine = act.actor is not None and shift.worker_id == act.actor.pk
    return Turn(
        shift,
        shift.worker.preferred_name,
        shift.place,
        span_words(act, shift.from_at, shift.until_at),
        now,
        mine,
    )
