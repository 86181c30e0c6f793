"""Everything that can happen to the shared plan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from handrail.clinical.levels_of_care.levels import checked
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.plans import policy
from handrail.foundation.plans.events import (
    BarrierTold,
    GoalEnded,
    GoalSet,
    LevelChosen,
    PlanReviewed,
    RhythmSet,
    StepAdded,
    StepChanged,
    StepCompleted,
    StepRanked,
    StepReopened,
    StepStarted,
)
from handrail.foundation.plans.models import (
    Barrier,
    Goal,
    LevelOfCare,
    Plan,
    PlanReview,
    Priority,
    ReviewRhythm,
    Step,
)
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import local


def plan_for(person: Person, *, act: Act) -> Plan:
    """The person's one plan, opened the first time something is planned."""
    plan, _new = Plan.objects.get_or_create(person=person, defaults={"opened_at": act.at})
    return plan


@transaction.atomic
def set_goal(
    person: Person, *, words: str, act: Act, need: str = "", priority: Priority = Priority.NEXT
) -> Goal:
    """Write down what the person wants, in their own words, and which domain of need it answers."""
    require(policy.may_add(act, person))
    today = local(person, act.at).date()
    goal = Goal.objects.create(
        plan=plan_for(person, act=act), words=words, need=need, priority=priority, set_on=today
    )
    announce(GoalSet(goal.pk, person.pk), act=act)
    return goal


@transaction.atomic
def end_goal(goal: Goal, *, status: Goal.Status, act: Act, outcome: str = "") -> Goal:
    """It was reached, rests for now, or they want something else. One that has ended stays as it is; its steps go on."""
    goal = Goal.objects.select_for_update(of=("self",)).select_related("plan__person").get(pk=goal.pk)
    require(policy.may_end_goal(act, goal))
    if goal.status != Goal.Status.ACTIVE:
        return goal
    goal.status, goal.outcome, goal.ended_at = status, outcome, act.at
    goal.save(update_fields=["status", "outcome", "ended_at"])
    announce(GoalEnded(goal.pk, goal.plan.person_id, status), act=act)
    return goal


@transaction.atomic
def add_step(
    person: Person, *, title: str, act: Act, responsible: Person | None = None, partner: str = "", why: str = "",
    due_on: date | None = None, strand: str = "self", goal: Goal | None = None,
    origin: Step.Origin = Step.Origin.TOGETHER, priority: Priority = Priority.NEXT,
) -> Step:  # fmt: skip
    """Put a step in the plan with one responsible party and, usually, a day."""
    require(policy.may_add(act, person))
    step = Step.objects.create(
        plan=plan_for(person, act=act), title=title, why=why, responsible=responsible, partner=partner,
        due_on=due_on, strand=strand, goal=goal, origin=origin, priority=priority, made_at=act.at,
    )  # fmt: skip
    announce(StepAdded(step.pk, person.pk, strand), act=act)
    return step


@transaction.atomic
def start(step: Step, *, act: Act) -> Step:
    """Somebody began."""
    step = _locked(step, act)
    step.move_to(Step.Status.DOING)
    step.save(update_fields=["status"])
    announce(StepStarted(step.pk, step.plan.person_id, step.strand), act=act)
    return step


@transaction.atomic
def complete(step: Step, *, act: Act, outcome: str = "") -> Step:
    """It is done. Ticking a step that is already done changes nothing."""
    step = _locked(step, act)
    if step.status == Step.Status.DONE:
        return step
    _end(step, Step.Status.DONE, outcome, act)
    announce(StepCompleted(step.pk, step.plan.person_id, step.strand), act=act)
    return step


@transaction.atomic
def reopen(step: Step, *, act: Act) -> Step:
    """Undo a tick."""
    step = _locked(step, act)
    step.move_to(Step.Status.TO_DO)
    step.ended_at = None
    step.save(update_fields=["status", "ended_at"])
    announce(StepReopened(step.pk, step.plan.person_id, step.strand), act=act)
    return step


@transaction.atomic
def set_aside(step: Step, *, act: Act, outcome: str) -> Step:
    """The plan changed: the step ends without being done, with a word on why."""
    step = _locked(step, act)
    _end(step, Step.Status.CHANGED, outcome, act)
    announce(StepChanged(step.pk, step.plan.person_id, step.strand), act=act)
    return step


@transaction.atomic
def rank(step: Step, *, priority: Priority, act: Act) -> Step:
    """Say whether it comes first, next or later. A step that has ended stays as it is."""
    step = _locked(step, act)
    if step.ended_at is not None or step.priority == priority:
        return step
    step.priority = priority
    step.save(update_fields=["priority"])
    announce(StepRanked(step.pk, step.plan.person_id, step.strand, priority), act=act)
    return step


@transaction.atomic
def tell_barrier(step: Step, *, words: str, act: Act) -> Barrier:
    """Say what stands in the way."""
    step = _locked(step, act)
    assert act.actor is not None
    barrier = Barrier.objects.create(step=step, words=words, told_by=act.actor, told_at=act.at)
    announce(BarrierTold(barrier.pk, step.plan.person_id, step.pk, step.strand), act=act)
    return barrier


@transaction.atomic
def choose_level(
    person: Person, *, level: str, act: Act, dimensions: Collection[str] = (), words: str = ""
) -> LevelOfCare:
    """Write down the level of care that was chosen with them. What held before stays to be read. Raises UnknownLevel."""
    hold(person)
    require(policy.may_choose_level(act, person))
    considered = checked(level, tuple(dimensions))
    assert act.actor is not None
    chosen = LevelOfCare.objects.create(
        person=person,
        level=level,
        dimensions=list(considered),
        words=words,
        chosen_by=act.actor,
        chosen_at=act.at,
    )
    announce(LevelChosen(chosen.pk, person.pk, level), act=act)
    return chosen


@transaction.atomic
def review(person: Person, *, act: Act, words: str = "", next_on: date | None = None) -> PlanReview:
    """The plan was looked at again with them. `next_on` replaces the day that was chosen before."""
    hold(person)
    require(policy.may_review(act, person))
    plan = plan_for(person, act=act)
    assert act.actor is not None
    made = PlanReview.objects.create(
        plan=plan, words=words, next_on=next_on, reviewed_by=act.actor, reviewed_at=act.at
    )
    plan.review_on = next_on
    plan.save(update_fields=["review_on"])
    announce(PlanReviewed(made.pk, person.pk), act=act)
    return made


@transaction.atomic
def set_rhythm(programme: Programme, *, level: str, days: int | None, act: Act) -> None:
    """From now on plans of this level (or of nobody's level yet) are looked at again after so many days; None: nothing is
    set. Raises UnknownLevel."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(policy.may_set_rhythm(act, programme))
    if level != ReviewRhythm.NO_LEVEL:
        checked(level, ())
    there = ReviewRhythm.objects.open().filter(programme=programme, level=level).first()
    if (there.days if there else None) == days:
        return
    if there is not None:
        there.ended_at = act.at
        there.save(update_fields=["ended_at"])
    assert act.actor is not None
    if days is not None:
        ReviewRhythm.objects.create(
            programme=programme, level=level, days=days, set_by=act.actor, set_at=act.at
        )
    announce(RhythmSet(programme.pk, None, programme.pk, level, days), act=act)


def _locked(step: Step, act: Act) -> Step:
    step = Step.objects.select_for_update(of=("self",)).select_related("plan__person").get(pk=step.pk)
    require(policy.may_work_on(act, step))
    return step


def _end(step: Step, status: Step.Status, outcome: str, act: Act) -> None:
    step.move_to(status)
    step.outcome, step.ended_at = outcome, act.at
    step.save(update_fields=["status", "outcome", "ended_at"])
