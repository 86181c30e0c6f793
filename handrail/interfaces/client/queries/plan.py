"""What the plan and a step need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from handrail.continuum.responses.queries import worksheets_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Barrier, Goal, Step
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.queries.today import Coming, coming_with_groups, own_steps, ticked_step
from handrail.interfaces.client.wording import due_words

DONE_SHOWN, COMING_SHOWN = 5, 5


@dataclass(frozen=True, slots=True)
class Line:
    """A step as the plan says it: who does it, and by when, in words."""

    step: Step
    owner: str
    due: str

    @property
    def said(self) -> str:
        return f"{self.owner} · {self.due}" if self.due else self.owner


@dataclass(frozen=True, slots=True)
class PlanPage:
    goals: list[Goal]
    ended: list[Goal]
    mine: list[Line]
    others: list[Line]
    done: list[Step]
    ticked: Step | None
    coming: list[Coming]


def plan_page(request: HttpRequest, act: Act) -> PlanPage:
    """Goals in the person's words; steps by who does them; what was done."""
    person = act.actor
    assert person is not None
    today = local(person, act.at).date()
    steps = Step.objects.visible_to(act).of(person).select_related("responsible")
    goals = Goal.objects.visible_to(act).of(person)
    lines = [line_of(step, today) for step in steps.open().first_things_first()]
    done = own_steps(act).filter(status=Step.Status.DONE).order_by("-ended_at", "-pk")[:DONE_SHOWN]
    return PlanPage(
        goals=list(goals.active().first_things_first()),
        ended=list(goals.ended()[:DONE_SHOWN]),
        mine=[line for line in lines if line.step.responsible_id == person.pk],
        others=[line for line in lines if line.step.responsible_id != person.pk],
        done=list(done),
        ticked=ticked_step(request, act),
        coming=coming_with_groups(act, COMING_SHOWN),
    )


def line_of(step: Step, today: date) -> Line:
    """A step with its owner and its day in words."""
    owner = step.responsible.preferred_name if step.responsible else step.partner
    return Line(step, owner, due_words(step.due_on, today) if step.due_on else "")


def step_page(act: Act, step: Step) -> dict[str, Any]:
    """One step in full: why, by when, and what was said about it."""
    assert act.actor is not None
    told = Barrier.objects.filter(step=step).select_related("told_by").order_by("told_at", "pk")
    return {
        "line": line_of(step, local(act.actor, act.at).date()),
        "worksheet": worksheets_of([step.pk]).get(step.pk),
        "mine": step.responsible_id == act.actor.pk,
        "own_words": [one for one in told if one.told_by_id == act.actor.pk],
    }
