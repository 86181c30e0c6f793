"""What nobody answered, and what was promised and not done, goes to the next responsible human."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db.models import Exists, F, OuterRef

from handrail.continuum.responses.actions import ask_next, put_before_supervisor
from handrail.continuum.responses.events import PromiseHandedOn, ProposalMovedOn
from handrail.continuum.responses.models import Ask, Proposal
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_locked
from handrail.foundation.plans.models import Step

AT_ONCE = 100
#: Of whom nobody can be asked still, is tried again with the next turn: in any order, so that a hundred of them do not stand
#: before the next one for good.
ANY_ORDER = "?"


def move_on_unanswered(now: datetime) -> int:
    """End each ask past its time and ask the next one. Returns how many moved."""
    late = Ask.objects.unanswered(now).select_related("proposal__response__person").order_by("answer_by")
    act = Act(actor=None, at=now, via="clock")
    return each_locked("moved_on", late, partial(_move_on, act=act), now=now, at_most=AT_ONCE).count()


def _move_on(ask: Ask, act: Act) -> None:
    ask.ended_at = act.at
    ask.save(update_fields=["ended_at"])
    proposal = ask.proposal
    following = ask_next(proposal, act=act)
    if following is not None:
        announce(
            ProposalMovedOn(proposal.pk, proposal.response.person_id, proposal.strand, following.asked_id),
            act=act,
        )


def ask_those_nobody_was_asked(now: datetime) -> int:
    """Proposals left without anybody to ask, because the person had no team then: try again."""
    act = Act(actor=None, at=now, via="clock")
    alone = Proposal.objects.waiting().exclude(asks__ended_at=None, asks__isnull=False).order_by(ANY_ORDER)
    return each_locked(
        "asked_at_last",
        alone.select_related("response__person"),
        lambda proposal: ask_next(proposal, act=act) is not None,
        now=now,
        at_most=AT_ONCE,
    ).count()


def hand_on_undone(now: datetime) -> int:
    """Promises past their time whose step is still open: the supervisor is asked, once each."""
    act = Act(actor=None, at=now, via="clock")
    taken = [Proposal.Status.ACCEPTED, Proposal.Status.CHANGED]
    # Few steps are open, and all of the past is not: the question begins with them.
    steps = Step.objects.filter(ended_at=None, origin=Step.Origin.PROPOSAL).values_list("pk", flat=True)
    undone = Proposal.objects.filter(
        step__in=list(steps), status__in=taken, due_at__lt=now - F("answer_within")
    )
    handed_on = Proposal.objects.filter(follows=OuterRef("pk"))
    undone = undone.exclude(role__in=["client", "supervisor"]).filter(~Exists(handed_on))
    rows = undone.select_related("response__person").order_by(ANY_ORDER)
    return each_locked("handed_on", rows, partial(_hand_on, act=act), now=now, at_most=AT_ONCE).count()


def _hand_on(proposal: Proposal, act: Act) -> bool:
    why = "Somebody took this on and it is not done yet. Do it, or find who will."
    following = put_before_supervisor(proposal, why=why, act=act)
    if following is None:
        return False
    announce(
        PromiseHandedOn(following.pk, proposal.response.person_id, proposal.strand, proposal.pk), act=act
    )
    return True
