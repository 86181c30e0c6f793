"""The steps that a story tells, just as it tells them."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.plans.events import StepAdded
from handrail.foundation.plans.models import Step
from handrail.foundation.teams.models import STRANDS
from handrail.operations.demo.life import Life
from handrail.operations.demo.plans import OpenStep, Plans
from handrail.operations.demo.story import StoryStep

MADE, ENDED = 11 * 60, 16 * 60


def tell_story_steps(plans: Plans, life: Life) -> None:
    """Write the steps of the person's story, if they have one."""
    for told in life.story.steps if life.story else ():
        step = _step(plans, life, told)
        added = StepAdded(step.key, life.person, step.strand)
        life.journal.tell(added, step.made_at, _author(life, step.made_at))
        if told.ended is None:
            plans.write(life, step)
        else:
            at = max(_moment(plans, life, told.ended, ENDED), step.made_at + timedelta(minutes=10))
            plans.end(life, step, at, done=not told.changed, outcome=told.outcome)


def _step(plans: Plans, life: Life, told: StoryStep) -> OpenStep:
    made_at = _moment(plans, life, told.made, MADE)
    strand = told.who if told.who in {"self", *STRANDS.values()} else "case"
    partner = "" if strand == told.who else told.who
    return OpenStep(
        plans.book.key(Step), strand, made_at, plans.window.today + timedelta(days=told.due_in), told.title,
        told.why, None if partner else _responsible(life, strand, made_at), partner,
    )  # fmt: skip


def _moment(plans: Plans, life: Life, days_ago: int, minute: int) -> datetime:
    window = plans.window
    day = max(window.today - timedelta(days=days_ago), life.from_on, window.first)
    return min(window.at(day, minute), window.now)


def _responsible(life: Life, strand: str, at: datetime) -> int:
    if strand == "self":
        return life.person
    mine = [care.worker for care in life.team(at) if care.strand == strand]
    mine = mine or [care.worker for care in life.cares if care.strand == strand]
    return mine[0] if mine else _author(life, at)


def _author(life: Life, at: datetime) -> int:
    team = life.team(at)
    return team[0].worker if team else life.person
