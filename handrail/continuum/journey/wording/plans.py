"""Goals, steps and barriers, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.clinical.levels_of_care.levels import LEVELS
from handrail.continuum.journey.telling import Rows, Told
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans.models import Barrier, Goal, PlanReview, Priority, Step


def goal_set(entry: Entry, rows: Rows) -> Told:
    goal = rows.get(Goal, entry.subject)
    return Told(_("Set a goal"), voice=goal.words if goal else "")


def goal_ended(entry: Entry, rows: Rows) -> Told:
    goal = rows.get(Goal, entry.subject)
    said = {
        Goal.Status.COMPLETED.value: _("A goal was reached"),
        Goal.Status.SET_ASIDE.value: _("A goal was set aside for now"),
        Goal.Status.CHANGED.value: _("A goal changed"),
    }[str(entry.facts["status"])]  # fmt: skip
    return Told(said, voice=goal.words if goal else "", text=goal.outcome if goal else "")


def step_added(entry: Entry, rows: Rows) -> Told:
    step = rows.get(Step, entry.subject)
    return Told(_titled(_("New step: %(step)s"), step, _("New step")), text=_whose(step))


def step_started(entry: Entry, rows: Rows) -> Told:
    return Told(_titled(_("Began: %(step)s"), rows.get(Step, entry.subject), _("Began a step")))


def step_completed(entry: Entry, rows: Rows) -> Told:
    step = rows.get(Step, entry.subject)
    return Told(_titled(_("Done: %(step)s"), step, _("A step is done")), text=_outcome(step))


def step_reopened(entry: Entry, rows: Rows) -> Told:
    return Told(_titled(_("Open again: %(step)s"), rows.get(Step, entry.subject), _("A step is open again")))


def step_changed(entry: Entry, rows: Rows) -> Told:
    step = rows.get(Step, entry.subject)
    return Told(_titled(_("Set aside: %(step)s"), step, _("A step was set aside")), text=_outcome(step))


def step_ranked(entry: Entry, rows: Rows) -> Told:
    step = rows.get(Step, entry.subject)
    when = str(Priority(int(entry.facts["priority"])).label)
    words = _titled(_("When it comes: %(step)s"), step, _("When a step comes"))
    return Told(words, text=when)


def barrier_told(entry: Entry, rows: Rows) -> Told:
    barrier = rows.get(Barrier, entry.subject)
    step = rows.get(Step, entry.facts.get("step"))
    title = _titled(_("Something is in the way of: %(step)s"), step, _("Something is in the way"))
    words = barrier.words if barrier else ""
    if barrier is not None and barrier.told_by_id == rows.person.pk:
        return Told(title, voice=words)
    return Told(title, text=words)


def plan_reviewed(entry: Entry, rows: Rows) -> Told:
    review = rows.get(PlanReview, entry.subject)
    return Told(_("Looked at the plan together"), text=review.words if review else "")


def level_chosen(entry: Entry, rows: Rows) -> Told:
    return Told(_("Level of care: %(level)s") % {"level": level_words(str(entry.facts.get("level")))})


def level_words(level: str) -> str:
    """What a level of care is called; its id when it is no longer there."""
    return _(LEVELS[level]) if level in LEVELS else level


def _titled(pattern: str, step: Step | None, otherwise: str) -> str:
    return pattern % {"step": said_by_us(step.title)} if step else otherwise


def _whose(step: Step | None) -> str:
    if step is None:
        return ""
    whose = step.responsible.preferred_name if step.responsible else step.partner
    return _("%(whose)s will do it.") % {"whose": whose}


def _outcome(step: Step | None) -> str:
    return step.outcome if step else ""
