"""Coordinated responses of the past months: the real playbooks propose, people answer, steps stand in the plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from handrail.clinical.playbooks import playbook as playbooks
from handrail.clinical.playbooks.playbook import Proposal as Proposed
from handrail.continuum.responses.actions import strand_of
from handrail.continuum.responses.events import (
    ProposalAccepted,
    ProposalChanged,
    ProposalDeclined,
    ResponseProposed,
)  # fmt: skip
from handrail.continuum.responses.models import Ask, CoordinatedResponse, Proposal
from handrail.continuum.responses.reactions import as_clinical
from handrail.continuum.watch.finding import Found
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.events import Event
from handrail.foundation.plans.events import StepAdded
from handrail.foundation.plans.models import Step
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Life
from handrail.operations.demo.plans import OpenStep, Plans
from handrail.operations.demo.window import Window
from handrail.operations.demo.words import NOT_NOW, OUTCOMES, WHY_NOT

#: Riverbend began with coordinated responses this many days ago; before that, concerns were settled by word of mouth.
SINCE = timedelta(days=120)
CLIENT = "client"
ACCEPTED, CHANGED, CLIENT_ACCEPTED = 0.80, 0.10, 0.6
Status = Proposal.Status


class Responding:
    """Writes the responses of one person after the other."""

    def __init__(self, book: Book, window: Window, plans: Plans) -> None:
        self.book, self.window, self.plans = book, window, plans

    def respond(self, life: Life, found: Found, finding: int, concern: int, at: datetime) -> None:
        """What the playbook proposes for a finding, and how each role answered."""
        if at < self.window.now - SINCE:
            return
        kept = Finding(rule=found.rule, level=found.level, inputs=found.inputs)
        chosen = playbooks.choose(as_clinical(kept))
        if chosen is None:
            return
        key, rng = self.book.key(CoordinatedResponse), self.window.random("response", finding)
        self.book.add(CoordinatedResponse, key, life.person, concern, finding, chosen.id, at)
        life.journal.tell(ResponseProposed(key, life.person, chosen.id), at)
        for n, proposed in enumerate(playbooks.propose(chosen, at=at)):
            undone = life.story is not None and life.story.left_undone == (found.rule, proposed.role)
            self._put(life, key, proposed, at, rng, surely=n == 0, undone=undone)

    def _put(
        self,
        life: Life,
        response: int,
        proposed: Proposed,
        at: datetime,
        rng: Random,
        *,
        surely: bool,
        undone: bool,
    ) -> None:
        own = proposed.role == CLIENT
        asked = life.person if own else life.caring(proposed.role, at)
        if asked is None:
            return
        key, within = self.book.key(Proposal), proposed.answer_by - at
        answered_at = at + within * rng.betavariate(1.3, 3.0) + timedelta(minutes=2)
        waits = answered_at > self.window.now
        status = Status.WAITING if waits else _answer(rng, own=own, surely=surely or undone)
        words = rng.choice(NOT_NOW if own else WHY_NOT) if status == Status.DECLINED else ""
        step = self._step(life, proposed, asked, answered_at, status, None if undone else rng)
        answer = (None, None) if waits else (asked, answered_at)
        self.book.add(
            Proposal, key, response, proposed.role, strand_of(proposed.role), proposed.title, proposed.why,
            proposed.due_at, within, status.value, *answer, words, step,
        )  # fmt: skip
        ended_at = None if waits else answered_at
        self.book.add(Ask, self.book.key(Ask), key, asked, at, proposed.answer_by, ended_at)
        if event := _event(status, key, life, proposed.role, step):
            life.journal.tell(event, answered_at, asked)

    def _step(
        self, life: Life, proposed: Proposed, asked: int, at: datetime, status: Status, rng: Random | None
    ) -> int | None:
        """The step that a yes puts into the plan; without chances (`rng`) it is never done."""
        if status not in (Status.ACCEPTED, Status.CHANGED):
            return None
        due_on = proposed.due_at.astimezone(self.window.zone).date()
        strand = strand_of(proposed.role)
        step = OpenStep(
            self.book.key(Step), strand, at, due_on, proposed.title, proposed.why, asked,
            origin=Step.Origin.PROPOSAL.value,
        )  # fmt: skip
        life.journal.tell(StepAdded(step.key, life.person, strand), at, asked)
        end = at + max(proposed.due_at - at, timedelta(hours=1)) * (rng.uniform(0.1, 0.95) if rng else 1)
        if rng is None or end > self.window.now:
            self.plans.write(life, step)
        else:
            done = proposed.role != CLIENT or rng.random() < 0.7
            outcome = rng.choice(OUTCOMES if done else NOT_NOW)
            self.plans.end(life, step, end, done=done, outcome=outcome)
        return step.key


def _answer(rng: Random, *, own: bool, surely: bool) -> Status:
    drawn = rng.random()
    if own:
        return Status.ACCEPTED if drawn < CLIENT_ACCEPTED else Status.DECLINED
    if surely or drawn < ACCEPTED:
        return Status.ACCEPTED
    return Status.CHANGED if drawn < ACCEPTED + CHANGED else Status.DECLINED


def _event(status: Status, key: int, life: Life, role: str, step: int | None) -> Event | None:
    strand = strand_of(role)
    if status == Status.DECLINED:
        return ProposalDeclined(key, life.person, strand)
    if step is None:
        return None
    event = ProposalAccepted if status == Status.ACCEPTED else ProposalChanged
    return event(key, life.person, strand, step)
