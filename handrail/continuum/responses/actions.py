"""Proposing, answering, and asking the next one."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from handrail.clinical.playbooks.playbook import Proposal as Proposed
from handrail.continuum.responses import policy
from handrail.continuum.responses.events import (
    ProposalAccepted,
    ProposalChanged,
    ProposalDeclined,
    ResponseProposed,
)
from handrail.continuum.responses.models import Ask, CoordinatedResponse, Proposal
from handrail.continuum.responses.turns import around, next_turn, turns
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.sealing.row_key import give_keys
from handrail.foundation.teams.models import STRANDS, Role
from handrail.foundation.teams.queries import local


class ReasonMissing(ValueError):
    """A declined proposal needs a word on why."""


@transaction.atomic(savepoint=False)
def propose(finding: Finding, *, playbook: str, proposals: list[Proposed], act: Act) -> CoordinatedResponse:
    """Open a coordinated response: each role is asked for one thing. Once per finding; what is still in hand from
    the signal before is not asked a second time."""
    assert finding.concern is not None
    # A second one for the same finding would break a constraint, and the delivery would be tried again.
    there = CoordinatedResponse.objects.filter(finding=finding).first()
    if there is not None:
        return there
    in_hand = _in_hand(finding, playbook, act)
    new = [one for one in proposals if (one.role, one.title) not in in_hand]
    if in_hand and not new:
        return next(iter(in_hand.values()))
    response = CoordinatedResponse.objects.create(
        finding=finding, person=finding.person, concern=finding.concern, playbook=playbook, opened_at=act.at
    )
    _put(response, new, act)
    announce(ResponseProposed(response.pk, response.person_id, playbook), act=act)
    return response


def _in_hand(finding: Finding, playbook: str, act: Act) -> dict[tuple[str, str], CoordinatedResponse]:
    """What this playbook asked for this person and is not over: it waits for an answer, or somebody took it on. What is
    past its time is asked again, whoever has it; and what was taken on before the person said the same again: it may
    be done already, and not be ticked off yet."""
    of_usual = finding.rule == Finding.BY_USUAL
    rows = Proposal.objects.in_hand() if of_usual else Proposal.objects.waiting()
    asked = rows.filter(response__person=finding.person, response__playbook=playbook)
    in_time = asked.filter(response__opened_at__lte=act.at, due_at__gt=act.at, follows=None)
    found = in_time.select_related("response")
    return {(one.role, one.title): one.response for one in found}


def _put(response: CoordinatedResponse, proposals: list[Proposed], act: Act) -> None:
    """Put all of them at once, and ask whoever's turn it is first for each."""
    put = [
        Proposal(
            response=response, role=one.role, strand=strand_of(one.role), title=one.title, why=one.why,
            due_at=one.due_at, answer_within=one.answer_by - act.at,
        )
        for one in proposals
    ]  # fmt: skip
    give_keys(put)
    Proposal.objects.bulk_create(put)
    there = around(response.person, act.at)
    first = [(proposal, there.first(proposal.role)) for proposal in put]
    Ask.objects.bulk_create(_ask(proposal, asked, act) for proposal, asked in first if asked)


def strand_of(role: str) -> str:
    """The timeline strand of a role's work; the person's own is `self`."""
    return "self" if role == "client" else STRANDS.get(Role(role), "counsel")


def ask_next(proposal: Proposal, *, act: Act, order: list[Person] | None = None) -> Ask | None:
    """Ask whoever's turn it is. None when this person has neither team nor supervisor: the clock tries again."""
    if order is None:
        order = turns(proposal.response.person, proposal.role, act.at)
    asked = next_turn(order, list(proposal.asks.values_list("asked", flat=True)))
    if asked is None:
        return None
    ask = _ask(proposal, asked, act)
    ask.save(force_insert=True)
    return ask


def _ask(proposal: Proposal, asked: Person, act: Act) -> Ask:
    return Ask(proposal=proposal, asked=asked, asked_at=act.at, answer_by=act.at + proposal.answer_within)


@transaction.atomic
def accept(proposal: Proposal, *, act: Act) -> Proposal:
    """Yes: it stands in the plan, mine to do."""
    proposal = _taken_up(proposal, Proposal.Status.ACCEPTED, act)
    due_on = local(proposal.response.person, proposal.due_at).date()
    step = _stand_in_plan(proposal, proposal.title, due_on, act)
    _keep_answer(proposal, act, step=step)
    announce(ProposalAccepted(proposal.pk, proposal.response.person_id, proposal.strand, step.pk), act=act)
    return proposal


@transaction.atomic
def change(proposal: Proposal, *, title: str, due_on: date, act: Act) -> Proposal:
    """Yes, but differently: other words or another day."""
    proposal = _taken_up(proposal, Proposal.Status.CHANGED, act)
    step = _stand_in_plan(proposal, title or proposal.title, due_on, act)
    _keep_answer(proposal, act, step=step)
    announce(ProposalChanged(proposal.pk, proposal.response.person_id, proposal.strand, step.pk), act=act)
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, words: str, act: Act) -> Proposal:
    """No, with a word on why. When everybody said no, the supervisor decides what happens next."""
    if not words.strip():
        raise ReasonMissing("Say in a few words why not. Nothing was changed.")
    proposal = _taken_up(proposal, Proposal.Status.DECLINED, act)
    _keep_answer(proposal, act, words=words.strip())
    announce(ProposalDeclined(proposal.pk, proposal.response.person_id, proposal.strand), act=act)
    if not _somebody_has_it(proposal.response):
        put_before_supervisor(proposal, why="Each proposal was declined. Decide what happens next.", act=act)
    return proposal


def _somebody_has_it(response: CoordinatedResponse) -> bool:
    """Whether anything of it is not declined; what an earlier signal asked for, and is in hand, counts too."""
    of_the_team = Proposal.objects.exclude(role="client").exclude(status=Proposal.Status.DECLINED)
    same = Q(response__concern=response.concern_id, response__playbook=response.playbook)
    before = Proposal.objects.in_hand().exclude(role="client").filter(same)
    return of_the_team.filter(response=response).exists() or before.exists()


@transaction.atomic
def put_before_supervisor(proposal: Proposal, *, why: str, act: Act) -> Proposal | None:
    """Ask the supervisor to take up what the team did not: once per proposal, with a new time to answer."""
    if Proposal.objects.filter(follows=proposal).exists() or proposal.role == Role.SUPERVISOR:
        return None
    following = Proposal.objects.create(
        response=proposal.response, follows=proposal, role=Role.SUPERVISOR, strand=proposal.strand,
        title=proposal.title, why=why, due_at=act.at + proposal.answer_within * 2,
        answer_within=proposal.answer_within,
    )  # fmt: skip
    ask_next(following, act=act, order=around(proposal.response.person, act.at).supervision())
    return following


def _taken_up(proposal: Proposal, status: Proposal.Status, act: Act) -> Proposal:
    found = Proposal.objects.select_for_update(of=("self",)).select_related("response__person", "answered_by")
    proposal = found.get(pk=proposal.pk)
    require(policy.may_answer(act, proposal))
    proposal.move_to(status)
    return proposal


def _keep_answer(proposal: Proposal, act: Act, *, step: Step | None = None, words: str = "") -> None:
    proposal.answered_by, proposal.answered_at = act.actor, act.at
    proposal.step, proposal.words = step, words
    proposal.save(update_fields=["status", "answered_by", "answered_at", "step", "words"])
    proposal.asks.open().update(ended_at=act.at)


def _stand_in_plan(proposal: Proposal, title: str, due_on: date, act: Act) -> Step:
    return plans.add_step(
        proposal.response.person, title=title, why=proposal.why, responsible=act.actor, due_on=due_on,
        strand=proposal.strand, origin=Step.Origin.PROPOSAL, act=act,
    )  # fmt: skip
