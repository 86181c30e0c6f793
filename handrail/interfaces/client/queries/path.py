"""My path: how often I showed up, how weeks felt, and what I kept. Counted from rows that only ever grow in number."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.instruments.hard_day import is_hard
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment, Attendance, ShownUp
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import day_words
from handrail.pillars.crisis.models import Asking
from handrail.pillars.peer_support.models import Going, Milestone, MilestoneShare, PeerContact
from handrail.pillars.peer_support.policy import readers_around
from handrail.ui.drawing.hills import Hills

#: So many weeks of hills fit a phone.
WEEKS = 20
#: Half the least height that hills are drawn over: small differences stay small.
GENTLE = 1.5
SUNDAY_FIRST = Calendar(firstweekday=6)
Month = tuple[int, int]


@dataclass(frozen=True)
class Seen:
    """Everything the page is drawn from: on which days I was there, which were hard, on which I asked for help."""

    there: Counter[date]
    hard: frozenset[date]
    asked: Counter[date]
    moods: Mapping[date, list[float]]


@dataclass(frozen=True, slots=True)
class Ripple:
    """One day of the month: how it is drawn, and the same in words."""

    number: int
    marks: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A milestone or moment, and who may read it."""

    milestone: Milestone
    day: str
    readers: tuple[tuple[Person, bool], ...]


def path_page(act: Act, asked_month: str) -> dict[str, Any]:
    """The whole page. The number of queries does not grow with the years."""
    person = act.actor
    assert person is not None
    today, seen = local(person, act.at).date(), _seen(person, act)
    first = min(seen.there, default=today)
    year, month = _month(asked_month, first, today)
    return {
        "times": seen.there.total(),
        "since": formatted(first, "F") if first.year == today.year else formatted(first, "F Y"),
        "hills": _hills(seen, first, today),
        "story": _story(seen, today),
        "months": _months(seen, first, today),
        "month": formatted(date(year, month, 1), "F Y" if year != today.year else "F").capitalize(),
        "before": _near(year, month, -1) if (year, month) > (first.year, first.month) else "",
        "after": _near(year, month, 1) if (year, month) < (today.year, today.month) else "",
        "weekdays": [formatted(date(2026, 11, 1) + timedelta(days=n), "D")[:1] for n in range(7)],
        "days": _days(seen, year, month, today),
        **kept_by(act),
    }


def kept_by(act: Act) -> dict[str, Any]:
    """What I hope for and what I kept, with those who may read each."""
    person = act.actor
    assert person is not None
    mine = Milestone.objects.visible_to(act).filter(person=person)
    around = readers_around(person, act)
    open_now = MilestoneShare.objects.filter(milestone__person=person, until_at=None)
    shared = set(open_now.values_list("milestone", "reader"))

    def kept(one: Milestone) -> Kept:
        readers = tuple((reader, (one.pk, reader.pk) in shared) for reader in around)
        return Kept(one, day_words(one.kept_on) if one.kept_on else "", readers)

    return {"hopes": [kept(one) for one in mine.hoped_for()], "moments": [kept(one) for one in mine.kept()]}


def _seen(person: Person, act: Act) -> Seen:
    there, asked, hard = Counter[date](), Counter[date](), set()
    moods: dict[date, list[float]] = defaultdict(list)
    told = CheckIn.objects.visible_to(act).of(person).values_list("day", "mood", "craving", "reach_out")
    for day, mood, craving, reach_out in told:
        there[day] += 1
        asked[day] += reach_out == CheckIn.ReachOut.YES
        if mood is not None:
            moods[day].append(mood)
        if is_hard(mood, craving):
            hard.add(day)
    for at in _moments_there(person, act):
        there[local(person, at).date()] += 1
    for at in Asking.objects.filter(asked_by=person, alert__person=person).values_list("at", flat=True):
        asked[local(person, at).date()] += 1
        there[local(person, at).date()] += 1
    return Seen(there, frozenset(hard), +asked, moods)


def _moments_there(person: Person, act: Act) -> list[Any]:
    came = Appointment.objects.visible_to(act).of(person).filter(status__in=["fulfilled", "late"])
    groups = Attendance.objects.visible_to(act).of(person).filter(status__in=["came", "late"])
    went = Going.objects.visible_to(act).filter(person=person, went_at__isnull=False)
    shown_up = ShownUp.objects.visible_to(act).standing()
    talked = PeerContact.objects.visible_to(act).filter(person=person, outcome=PeerContact.Outcome.REACHED)
    return [
        *came.values_list("starts_at", flat=True),
        *groups.values_list("occasion__starts_at", flat=True),
        *shown_up.values_list("occasion__starts_at", flat=True),
        *talked.values_list("at", flat=True),
        *went.values_list("starts_at", flat=True),
    ]


def _hills(seen: Seen, first: date, today: date) -> Hills:
    begin = max(first, today - timedelta(weeks=WEEKS))
    weeks = (today - begin).days // 7 + 1
    found: list[list[float]] = [[] for _n in range(weeks)]
    for day, moods in seen.moods.items():
        if day >= begin:
            found[(day - begin).days // 7] += moods
    values = [fmean(week) if week else None for week in found]
    told = [value for value in values if value is not None] or [0.0]
    # Drawn between one's own lowest and highest week, and never as steep as to frighten.
    middle, half = (min(told) + max(told)) / 2, max((max(told) - min(told)) / 2, GENTLE)
    label = _("How weeks felt, as hills. The list says the same in numbers of days.")
    return Hills(values, middle - half, middle + half, label, _words(begin, today))


def _words(begin: date, today: date) -> list[tuple[float, str]]:
    span, words = max(1, (today - begin).days), [(0.0, formatted(begin, "M"))]
    day = (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day < today - timedelta(days=14):
        if (share := (day - begin).days / span) > words[-1][0] + 0.15:
            words.append((share, formatted(day, "M")))
        day = (day + timedelta(days=32)).replace(day=1)
    return [*words, (1.0, _("Now"))]


def _by_month(seen: Seen) -> dict[Month, float]:
    found: dict[Month, list[float]] = defaultdict(list)
    for day, moods in seen.moods.items():
        found[day.year, day.month] += moods
    return {month: fmean(moods) for month, moods in sorted(found.items())}


def _story(seen: Seen, today: date) -> str:
    """A sentence about the roughest month, where one lies between: nothing is judged, months are put in order."""
    felt = _by_month(seen)
    now, first = (today.year, today.month), next(iter(felt), None)
    rough = min(felt, key=lambda month: felt[month], default=None)
    if first is None or rough is None or rough in {first, now} or now not in felt:
        return _("Easy days and hard days both count.")
    asked = _within(date(*rough, 1), seen.asked)
    told = {
        "month": formatted(date(*rough, 1), "F").capitalize(),
        "n": asked,
        "first": formatted(date(*first, 1), "F"),
    }
    words = [_("%(month)s was rough.") % told]
    if asked:
        words.append(ngettext("You reached out %(n)s time.", "You reached out %(n)s times.", asked) % told)
    if felt[now] > felt[first]:
        words.append(_("You are steadier now than in %(first)s.") % told)
    return " ".join(words)


def _months(seen: Seen, first: date, today: date) -> list[dict[str, Any]]:
    """The same as a list: one line a month, the newest first."""
    rows: list[dict[str, Any]] = []
    day = today.replace(day=1)
    while day >= first.replace(day=1) and len(rows) <= WEEKS:
        there, hard, asked = (
            _within(day, counted) for counted in (seen.there, Counter(seen.hard), seen.asked)
        )
        rows.append(
            {"name": formatted(day, "F Y").capitalize(), "there": there, "hard": hard, "asked": asked}
        )
        day = (day - timedelta(days=1)).replace(day=1)
    return rows


def _within(month: date, counted: Counter[date]) -> int:
    return sum(n for day, n in counted.items() if (day.year, day.month) == (month.year, month.month))


def _days(seen: Seen, year: int, month: int, today: date) -> list[Ripple | None]:
    return [
        _ripple(day, seen, today) if day.month == month else None
        for day in SUNDAY_FIRST.itermonthdates(year, month)
    ]


def _ripple(day: date, seen: Seen, today: date) -> Ripple:
    words, marks = [day_words(day)], []
    if day > today:
        marks.append("ahead")
    elif day in seen.there:
        marks.append("there")
        words.append(_("you were there"))
    if day in seen.asked:
        marks.append("asked")
        words.append(_("you asked for help"))
    elif day in seen.hard:
        marks.append("hard")
        words.append(_("a hard day, it counts"))
    return Ripple(day.day, " ".join(marks), ", ".join(words))


def _month(asked: str, first: date, today: date) -> Month:
    """The month that was asked for, within my time here; anything else is now."""
    year, _dash, month = asked.partition("-")
    if not (
        year.isascii()
        and year.isdigit()
        and len(year) == 4
        and month.isascii()
        and month.isdigit()
        and len(month) == 2
    ):
        return today.year, today.month
    wanted = (int(year), int(month))
    inside = (first.year, first.month) <= wanted <= (today.year, today.month) and 1 <= wanted[1] <= 12
    return wanted if inside else (today.year, today.month)


def _near(year: int, month: int, by: int) -> str:
    index = year * 12 + month - 1 + by
    return f"{index // 12:04}-{index % 12 + 1:02}"
