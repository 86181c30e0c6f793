"""What nobody answered, and what was promised and not done, goes to the next responsible human."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db.models import Exists, F, OuterRef, Q

from handrail.continuum.responses.actions import ask_next, put_before_supervisor
from handrail.continuum.responses.events import PromiseHandedOn, ProposalMovedOn
from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.responses.turns import turns
from handrail.foundation.consent.events import RestrictionAgreed
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_locked
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.teams.events import MembershipEnded
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership

AT_ONCE = 100
#: Of whom nobody can be asked still, is tried again with the next turn: in any order, so that a hundred of them do not stand
#: before the next one for good.
ANY_ORDER = "?"


def move_on_unanswered(now: datetime) -> int:
    """End each ask past its time and ask the next one. Returns how many moved."""
    late = Ask.objects.unanswered(now).select_related("proposal__response__person").order_by("answer_by")
    act = Act(actor=None, at=now, via="clock")
    return each_locked("moved_on", late, partial(_move_on, act=act), now=now, at_most=AT_ONCE).count()


def pass_asks_on(entry: Entry, act: Act) -> None:
    """A worker left a team or a role, is away for a while, or the person's record was closed to them: what they were
    asked does not wait with them until its time is over. Where nobody else can answer it waits until somebody can."""
    asks = Ask.objects.select_for_update(of=("self",)).open().filter(_whom(entry))
    for ask in asks.select_related("proposal__response__person").order_by("pk"):
        order = turns(ask.proposal.response.person, ask.proposal.role, act.at)
        if ask.asked_id not in {one.pk for one in order}:
            _move_on(ask, Act(None, act.at, act.via), order)


def _whom(entry: Entry) -> Q:
    """Whose asks are looked at."""
    if entry.kind == RestrictionAgreed.kind:
        return Q(proposal__response__person=entry.person_id)
    if entry.kind == MembershipEnded.kind:
        return Q(asked=Membership.objects.get(pk=entry.subject or 0).person_id)
    return Q(asked=entry.facts.get("worker") or entry.facts.get("reader") or entry.actor_id)


def _move_on(ask: Ask, act: Act, order: list[Person] | None = None) -> None:
    ask.ended_at = act.at
    ask.save(update_fields=["ended_at"])
    proposal = ask.proposal
    following = ask_next(proposal, act=act, order=order)
    if following is not None:
        announce(
            ProposalMovedOn(proposal.pk, proposal.response.person_id, proposal.strand, following.asked_id),
            act=act,
        )


def ask_those_nobody_was_asked(now: datetime) -> int:
    """Proposals left without anybody to ask, because the person had no team then: try again. Who is in no program and
    in nobody's care can be asked about when they come back."""
    act = Act(actor=None, at=now, via="clock")
    alone = Proposal.objects.waiting().exclude(asks__ended_at=None, asks__isnull=False).order_by(ANY_ORDER)
    here = [rows.at(now).values("person") for rows in (Enrolment.objects, CareRelationship.objects)]
    alone = alone.filter(Q(role="client") | Q(response__person__in=here[0]) | Q(response__person__in=here[1]))
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
