"""What can stand on a board: asks that wait for an answer, and promises that are due. One query a kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from handrail.continuum.responses.models import Ask, Proposal
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.wanted import Wanted
from handrail.interfaces.staff.words.told import FRESH

#: More rows than this help nobody; the strands narrow the board.
AT_MOST = 60

ASKED, PROMISED, WAITING = "asked", "promised", "waiting"


@dataclass(frozen=True, slots=True)
class Item:
    """One row before it is put into words. `promised` is when it is due; `owner` is whose turn it is."""

    kind: str
    person: Person
    owner: Person
    strand: str
    title: str
    promised: datetime
    finding: Finding | None
    ask: Ask | None = None
    proposal: Proposal | None = None
    step: Step | None = None

    @property
    def key(self) -> str:
        """Unique on the page: p and the proposal's number, or s and the step's."""
        return f"s{self.step.pk}" if self.kind == PROMISED and self.step else f"p{self.proposal.pk}"  # type: ignore[union-attr]


def asks(act: Act, wanted: Wanted) -> list[Item]:
    """Proposals that wait for an answer: mine, and those of my people (or my whole team) that wait on others."""
    found = _open_asks(act)
    if not wanted.team:
        found = found.filter(Q(asked=act.actor) | Q(proposal__response__person__in=care_of(act)))
    if wanted.strand:
        found = found.filter(proposal__strand=wanted.strand)
    mine_first = found.annotate(mine=ExpressionWrapper(Q(asked=act.actor), output_field=BooleanField()))
    return [_asked(ask, act) for ask in mine_first.order_by("-mine", "answer_by", "pk")[: 2 * AT_MOST]]


def asks_about(person: Person, act: Act) -> list[Item]:
    """Proposals about one person that wait for the reader's own answer."""
    mine = _open_asks(act).filter(asked=act.actor, proposal__response__person=person)
    return [_asked(ask, act) for ask in mine.order_by("answer_by", "pk")[:AT_MOST]]


def _open_asks(act: Act) -> QuerySet[Ask]:
    """What waits for a worker, about people whose plan the reader may see. What waits for the person is theirs."""
    waiting = (
        Ask.objects.open().filter(proposal__status=Proposal.Status.WAITING).exclude(proposal__role="client")
    )
    visible = waiting.filter(proposal__response__person__in=keys_for(act, "care_plan"))
    return visible.select_related("asked", "proposal__response__person", "proposal__response__finding")


def due_steps(act: Act, wanted: Wanted) -> list[Item]:
    """Steps from proposals, due today or before, and what somebody asked for after a signal, at once: mine, or those
    of every worker of my team."""
    today = _here(act).date()
    due = Q(origin=Step.Origin.PROPOSAL, due_on__lte=today) | Q(origin=Step.Origin.SIGNAL)
    steps = Step.objects.visible_to(act).open().filter(due)
    steps = (
        steps.exclude(responsible=F("plan__person")) if wanted.team else steps.filter(responsible=act.actor)
    )
    if wanted.strand:
        steps = steps.filter(strand=wanted.strand)
    rows = list(steps.select_related("plan__person", "responsible").soonest_first()[:AT_MOST])
    return _promised(rows, act)


def care_of(act: Act) -> QuerySet[CareRelationship]:
    """The people this worker cares for now, as keys."""
    return CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")  # type: ignore[return-value]


def just_told(act: Act, key: str) -> Item | None:
    """The row that was answered a moment ago, so that its confirmation can stand in its place."""
    item = item_of(act, key)
    if item is None:
        return None
    ended = item.step.ended_at if item.kind == PROMISED and item.step else None
    answered = item.proposal.answered_at if item.kind != PROMISED and item.proposal else None
    moment = ended or answered
    return item if moment is not None and moment >= act.at - FRESH else None


def item_of(act: Act, key: str) -> Item | None:
    """One proposal or step by the key of its row, as far as the reader may see; None for any other key."""
    number = int(key[1:] or 0)
    if key.startswith("p"):
        proposals = Proposal.objects.visible_to(act).filter(pk=number)
        one = proposals.select_related("response__person", "response__finding", "answered_by", "step").first()
        return _by_itself(one, act) if one else None
    if not key.startswith("s"):
        return None
    steps = Step.objects.visible_to(act).filter(pk=number, responsible__isnull=False)
    return next(iter(_promised(list(steps.select_related("plan__person", "responsible")), act)), None)


def _asked(ask: Ask, act: Act) -> Item:
    proposal = ask.proposal
    mine = act.actor is not None and ask.asked_id == act.actor.pk
    return Item(
        ASKED if mine else WAITING, proposal.response.person, ask.asked, proposal.strand, proposal.title,
        ask.answer_by, proposal.response.finding, ask=ask, proposal=proposal,
    )  # fmt: skip


def _by_itself(proposal: Proposal, act: Act) -> Item:
    owner = proposal.answered_by or act.actor
    assert owner is not None
    return Item(
        ASKED, proposal.response.person, owner, proposal.strand, proposal.title,
        proposal.due_at, proposal.response.finding, proposal=proposal,
    )  # fmt: skip


def _promised(steps: list[Step], act: Act) -> list[Item]:
    origins = _origins(steps)
    return [_promise(step, origins.get(step.pk), act) for step in steps]


def _origins(steps: Iterable[Step]) -> dict[int, Proposal]:
    keys = [step.pk for step in steps if step.origin == Step.Origin.PROPOSAL]
    if not keys:
        return {}
    found = Proposal.objects.filter(step__in=keys).select_related("response__finding")
    return {proposal.step_id: proposal for proposal in found if proposal.step_id}


def _promise(step: Step, proposal: Proposal | None, act: Act) -> Item:
    assert step.responsible is not None
    finding = proposal.response.finding if proposal else None
    return Item(
        PROMISED, step.plan.person, step.responsible, step.strand, step.title,
        _end_of(step, act), finding, proposal=proposal, step=step,
    )  # fmt: skip


def _end_of(step: Step, act: Act) -> datetime:
    """A promise with a day only is due when that day ends on the reader's clock."""
    now = _here(act)
    return datetime.combine(step.due_on or now.date(), time(23, 59), tzinfo=now.tzinfo)


def _here(act: Act) -> datetime:
    return local(act.actor, act.at) if act.actor else act.at
