"""Whose review is next: the people of a team, those first whose plan is due, who wrote something, or round whom something is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.reviews.models import CaseReview
from handrail.continuum.reviews.queries import waiting_points
from handrail.continuum.watch.models import Finding, Gap
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.people.models import Person
from handrail.foundation.plans.queries import Due, reviews_of
from handrail.foundation.teams.models import Enrolment, Programme
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.staff.queries.items import care_of
from handrail.interfaces.staff.words.times import by_day, day_words, here

#: A plan that is due within these days is talked about now.
AHEAD = timedelta(days=7)
#: What stands in place of a program for the reader's own people.
OWN = "mine"


@dataclass(frozen=True, slots=True)
class Turn:
    """One person of the meeting: why now, when they were talked about last, and whether it was today."""

    person: Person
    because: tuple[str, ...]
    last: str
    done: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """Those who wait, the most pressing first, and those who were talked about today."""

    waiting: list[Turn]
    done: list[Turn]

    def after(self, person: Person) -> Person | None:
        """Whoever comes next: the one below them, else the first who waits."""
        keys = [one.person.pk for one in self.waiting]
        at = keys.index(person.pk) + 1 if person.pk in keys else 0
        rest = [one.person for one in (*self.waiting[at:], *self.waiting) if one.person.pk != person.pk]
        return rest[0] if rest else None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round the people of one agenda, each part by person and as far as the reader may see."""

    due: dict[int, Due]
    changed: set[int]
    points: Any
    gaps: Counter[int]
    last: dict[int, date]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who is talked about: the reader's own people, or everybody of one program they supervise (`programme`)."""

    programme: Programme | None
    supervised: tuple[Programme, ...]

    @property
    def query(self) -> str:
        """What stays in each address of the meeting."""
        return f"?programme={self.programme.pk}" if self.programme else ""


def meeting_of(act: Act, asked: str) -> Meeting:
    """The one that was asked for by the number of a program. A supervisor who has nobody in their own care begins with
    their first program."""
    held = tuple(Programme.objects.filter(pk__in=supervised(act)).order_by("name"))
    chosen = next((one for one in held if str(one.pk) == asked), None)
    if chosen is None and held and asked != OWN and not care_of(act).exists():
        chosen = held[0]
    return Meeting(chosen, held)


def agenda(act: Act, meeting: Meeting) -> Agenda:
    """The people of that meeting whose plan the reader may read. The number of questions is fixed."""
    assert act.actor is not None
    inside = Enrolment.objects.at(act.at).filter(programme=meeting.programme).values("person")
    theirs: Any = inside if meeting.programme else care_of(act)
    people = list(
        Person.objects.filter(pk__in=theirs)
        .filter(pk__in=keys_for(act, "care_plan"))
        .exclude(pk=act.actor.pk)
    )
    around, today = _around([one.pk for one in people], act), here(act, act.at).date()
    in_order = sorted(people, key=lambda one: _order(one, around, today))
    day = organisation_day(act.at)
    turns = [_turn(one, around, today, day) for one in in_order]
    return Agenda([one for one in turns if not one.done], [one for one in turns if one.done])


def _around(people: list[int], act: Act) -> Around:
    found = Finding.objects.visible_to(act).filter(concern__closed_at=None, concern__person__in=people)
    gaps = Gap.objects.visible_to(act).open().filter(person__in=people)
    closed = CaseReview.objects.closed().filter(person__in=people).order_by()
    return Around(
        {one.plan.person_id: one for one in reviews_of(people, act.at)},
        set(found.values_list("concern__person", flat=True)),
        waiting_points(people),
        Counter(gaps.values_list("person", flat=True)),
        dict(closed.values_list("person").annotate(day=Max("day"))),
    )


def _order(one: Person, around: Around, today: date) -> tuple[Any, ...]:
    return (
        not _is_due(around.due.get(one.pk), today), one.pk not in around.changed, one.pk not in around.points,
        not around.gaps[one.pk], around.last.get(one.pk, date.min), one.preferred_name, one.pk,
    )  # fmt: skip


def _is_due(one: Due | None, today: date) -> bool:
    return one is not None and one.due is not None and one.due <= today + AHEAD


def _turn(one: Person, around: Around, today: date, day: date) -> Turn:
    due, gaps, last = around.due.get(one.pk), around.gaps[one.pk], around.last.get(one.pk)
    because = [
        _("Plan review: %(due)s") % {"due": by_day(due.due, today)} if due and _is_due(due, today) else "",
        _("Something changed") if one.pk in around.changed else "",
        _("Wrote a point") if one.pk in around.points else "",
        ngettext("%(n)s small gap", "%(n)s small gaps", gaps) % {"n": gaps} if gaps else "",
    ]
    told = _("Talked about %(day)s") % {"day": day_words(last, today)} if last else _("Not talked about yet")
    return Turn(one, tuple(word for word in because if word), told, last == day)
