"""The confirmation that stands where an answered row stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.responses.models import Proposal
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Step
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.words.times import day_words

#: A confirmation is shown to whoever just answered, not to a bookmark.
FRESH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in words; `undo` is where to post to take it back, "" when that cannot be done."""

    words: str
    undo: str = ""


def told_of_proposal(proposal: Proposal, act: Act) -> Told | None:
    """What became of a proposal; None when it is open, or was answered a while ago."""
    if proposal.answered_at is None or act.at - proposal.answered_at > FRESH:
        return None
    if act.actor is None or proposal.answered_by_id != act.actor.pk:
        answer = {"who": proposal.answered_by, "answer": proposal.get_status_display().lower()}
        return Told(_("%(who)s answered this before you: %(answer)s. Nothing was changed.") % answer)
    if proposal.status == Proposal.Status.DECLINED:
        return Told(_("You said no for now: “%(words)s”") % {"words": proposal.words})
    return Told(_taken_on(proposal, act))


def _taken_on(proposal: Proposal, act: Act) -> str:
    step = proposal.step
    if step is None or step.due_on is None or act.actor is None:
        return _("You took this on. It stands in the plan.")
    day = day_words(step.due_on, local(act.actor, act.at).date())
    return _("You took this on. It stands in the plan: %(step)s, by %(day)s.") % {
        "step": step.title,
        "day": day,
    }


def told_of_step(step: Step, act: Act) -> Told | None:
    """That a step is done, with a way back, or that it was set aside."""
    if step.ended_at is None or act.at - step.ended_at > FRESH:
        return None
    if step.status == Step.Status.DONE:
        return Told(_("Done: %(step)s") % {"step": step.title}, reverse("staff:reopening", args=[step.pk]))
    return Told(_("Set aside: %(step)s") % {"step": step.title})
