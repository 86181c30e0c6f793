"""One person's turn in a case review, on one screen: each part as far as the reader may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Q
from django.http import Http404

from handrail.continuum.journey.contacts import contacts_of
from handrail.continuum.journey.moment import Moment
from handrail.continuum.journey.queries import RESOURCES, timeline
from handrail.continuum.journey.strands import WORK, words_of
from handrail.continuum.reviews.models import CaseReview, Decision, ReviewPoint
from handrail.continuum.reviews.policy import may_hold
from handrail.continuum.reviews.queries import waiting_point
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Barrier, Goal, Step
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.staff.queries.brief import Line
from handrail.interfaces.staff.queries.gaps import Line as GapLine
from handrail.interfaces.staff.queries.gaps import gaps_about
from handrail.interfaces.staff.queries.plan import Review, review_of
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.story import Todo, goals_of, todo_of
from handrail.interfaces.staff.words.times import day_words

#: How far back a meeting looks, how many moments it is told of, and how many of each strand and of each part.
BACK, MOMENTS, EACH, AT_MOST = timedelta(days=60), 60, 2, 8


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pillar saw last: when somebody was with them, and the newest lines."""

    strand: str
    name: str
    met: str
    lines: list[Line]


@dataclass(frozen=True)
class Turning:
    """`today` is the review of this day, begun or closed; `before` the one before it."""

    record: Record
    opens: frozenset[str]
    may_hold: bool
    today: CaseReview | None
    before: CaseReview | None

    @cached_property
    def goals(self) -> list[Goal]:
        """What they work toward, in their words."""
        return goals_of(self.record)

    @cached_property
    def review(self) -> Review | None:
        """When the plan was looked at, and is due."""
        return review_of(self.record)

    @cached_property
    def point(self) -> ReviewPoint | None:
        """What they want talked about: what waits, or what was read today."""
        read = self.today.point if self.today and self.today.closed_at else None
        return read or waiting_point(self.record.person)

    @cached_property
    def stuck(self) -> list[Line]:
        """Open steps that are late or have something in the way, with what it is."""
        steps = Step.objects.of(self.record.person).open().select_related("responsible")
        late = Q(due_on__lt=self.record.today)
        rows = [*steps.filter(late | Q(pk__in=Barrier.objects.values("step"))).soonest_first()[:AT_MOST]]
        told: dict[int, str] = {}
        for barrier in Barrier.objects.filter(step__in=rows).order_by("told_at", "pk"):
            told[barrier.step_id] = barrier.words
        todos = [todo_of(one, self.record) for one in rows]
        return [Line(one.due, one.title, one.owner, told.get(one.number, "")) for one in todos]

    @cached_property
    def gaps(self) -> list[GapLine]:
        """What is missing round them."""
        return gaps_about(self.record.person, self.record.act)

    @cached_property
    def signals(self) -> list[Line]:
        """What the watch found and nobody has said yet what it was."""
        found = Finding.objects.visible_to(self.record.act).filter(person=self.record.person)
        rows = found.filter(concern__isnull=False, concern__closed_at=None).newest_first()[:AT_MOST]
        return [Line(day_words(one.day, self.record.today), one.headline, one.sentence) for one in rows]

    @cached_property
    def seen(self) -> list[Seen]:
        """What each pillar saw last; a strand of which the reader may read nothing is not there."""
        since = self.record.act.at - BACK
        person, act = self.record.person, self.record.act
        lanes = contacts_of(person, act=act, since=since, opens=self.opens).lanes
        moments = timeline(person, act=act, limit=MOMENTS, opens=self.opens)
        return [
            Seen(strand, words_of(strand), self._day(times[-1]) if times else "", [
                self._line(one) for one in [each for each in moments if each.strand == strand][:EACH]])
            for strand in WORK if (times := lanes.get(strand)) is not None
        ]  # fmt: skip

    @cached_property
    def decided(self) -> list[Todo]:
        """What was decided today."""
        return self._steps(self.today)

    @cached_property
    def decided_before(self) -> list[Todo]:
        """What was decided last time, and what became of it."""
        return self._steps(self.before)

    @property
    def before_day(self) -> str:
        """When they were talked about before."""
        return day_words(self.before.day, self.record.today) if self.before else ""

    @cached_property
    def present(self) -> list[str]:
        """Who was there today."""
        return _present(self.today)

    @cached_property
    def present_before(self) -> list[str]:
        """Who was there last time."""
        return _present(self.before)

    def _steps(self, review: CaseReview | None) -> list[Todo]:
        rows = Decision.objects.filter(review=review).select_related("step__responsible", "step__plan")
        return [todo_of(one.step, self.record) for one in rows.order_by("pk")] if review else []

    def _line(self, one: Moment) -> Line:
        return Line(self._day(one.at), one.title, one.text, one.voice)

    def _day(self, at: object) -> str:
        return day_words(at.astimezone(self.record.now.tzinfo).date(), self.record.today)  # type: ignore[attr-defined]


def _present(review: CaseReview | None) -> list[str]:
    rows = review.present.select_related("who").order_by("pk") if review else ()
    return [one.who.preferred_name for one in rows]


def turn_of(person_id: int, act: Act) -> Turning:
    """Everything of one turn. Refused is absent."""
    record = record_of(person_id, act, "care_plan", "checkins", "measures", "appointments", asking=RESOURCES)
    if not record.may("care_plan"):
        raise Http404
    opens = frozenset(one for one in RESOURCES if record.may(one))
    rows = CaseReview.objects.of(record.person).select_related("point", "closed_by").newest_first()
    day, newest = organisation_day(act.at), list(rows[:2])
    today = next((one for one in newest if one.day == day), None)
    before = next((one for one in newest if one.day != day), None)
    return Turning(record, opens, may_hold(act, record.person), today, before)
