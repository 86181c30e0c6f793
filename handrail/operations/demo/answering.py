"""Those who were asked and have not answered when the story goes on: they answer now, by the real actions."""

from __future__ import annotations

from datetime import timedelta

from handrail.continuum.responses import actions, policy
from handrail.continuum.responses.models import Ask, Proposal
from handrail.foundation.ledger.act import Act
from handrail.operations.demo.journal import VIA
from handrail.operations.demo.responding import CHANGED, CLIENT, CLIENT_ACCEPTED
from handrail.operations.demo.window import Window
from handrail.operations.demo.words import NOT_NOW, WHY_NOT


def answer_waiting(window: Window) -> int:
    """Answer what is waiting and whose answer falls in the window; returns how many did."""
    asks = Ask.objects.open().select_related("proposal__response__person", "asked").order_by("pk")
    waiting = [ask for ask in asks if ask.proposal.status == Proposal.Status.WAITING]
    return sum(_answer(ask, window) for ask in waiting)


def _answer(ask: Ask, window: Window) -> bool:
    rng, proposal = window.lasting("answer", ask.pk), ask.proposal
    takes = (ask.answer_by - ask.asked_at) * rng.betavariate(1.3, 3.0)
    at = max(ask.asked_at + takes, window.since + timedelta(minutes=rng.randrange(2, 40)))
    act = Act(actor=ask.asked, at=at.astimezone(window.zone), via=VIA)
    if at > window.now or not policy.may_answer(act, proposal).allowed:
        return False
    says_no = rng.random() > (CLIENT_ACCEPTED if proposal.role == CLIENT else 1 - CHANGED)
    if says_no:
        actions.decline(proposal, words=rng.choice(NOT_NOW if proposal.role == CLIENT else WHY_NOT), act=act)
    else:
        actions.accept(proposal, act=act)
    return True
