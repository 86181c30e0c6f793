"""The plan page of one person: goals in their words, and every step by where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.plans import level_words
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.plans.policy import may_review
from handrail.foundation.plans.queries import reviews_of
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.rows import Opened
from handrail.interfaces.staff.queries.story import Todo, goals_of, todo_of, with_worksheets
from handrail.interfaces.staff.words.times import by_day, day_words

#: How many ended steps are shown, the latest first.
ENDED, ENDED_GOALS = 30, 10


@dataclass(frozen=True, slots=True)
class Review:
    """When the plan was looked at and is again, in words; `may` whether the reader may say that it was."""

    level: str
    last: str
    due: str
    may: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Steps in groups: (status, its name, its steps)."""

    record: Record
    goals: list[Goal]
    ended: list[Goal]
    groups: list[tuple[str, str, list[Todo]]]
    review: Review | None

    @property
    def tabs(self) -> list[dict[str, object]]:
        """The pages of this record."""
        return self.record.tabs("plan")


def plan_of(person_id: int, act: Act, told: str = "", opened: Opened | None = None) -> PlanPage:
    """Everything of the plan page."""
    record = record_of(person_id, act, "care_plan")
    if not record.may("care_plan"):
        raise Http404
    steps = Step.objects.of(record.person).select_related("responsible")
    rows = [
        *steps.open().first_things_first(),
        *steps.exclude(ended_at=None).order_by("-ended_at", "-pk")[:ENDED],
    ]
    todos = with_worksheets([todo_of(step, record, told, opened) for step in rows], rows, record)
    names = {
        Step.Status.TO_DO.value: _("To do"), Step.Status.DOING.value: _("Doing"),
        Step.Status.DONE.value: _("Done"), Step.Status.CHANGED.value: _("Set aside"),
    }  # fmt: skip
    groups = [
        (status, name, [todo for step, todo in zip(rows, todos, strict=True) if step.status == status])
        for status, name in names.items()
    ]
    ended = list(Goal.objects.of(record.person).ended()[:ENDED_GOALS])
    return PlanPage(
        record, goals_of(record), ended, [group for group in groups if group[2]], review_of(record)
    )


def review_of(record: Record) -> Review | None:
    found = next(iter(reviews_of([record.person.pk], record.act.at)), None)
    may = may_review(record.act, record.person).allowed
    if found is None:
        return Review("", "", "", may) if may else None
    last = (
        _("Looked at together %(day)s.") % {"day": day_words(found.last, record.today)} if found.last else ""
    )
    level = level_words(found.level) if found.level else ""
    return Review(level, last or _("Not looked at again yet."), by_day(found.due, record.today), may)
