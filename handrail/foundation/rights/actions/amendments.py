"""Amendments: the person asks, the privacy officer or whoever may write there decides, the person may disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.matrix import resources
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.rights import policy
from handrail.foundation.rights.events import (
    AmendmentAccepted,
    AmendmentAsked,
    AmendmentDeclined,
    AmendmentDisagreed,
)
from handrail.foundation.rights.models import Amendment
from handrail.foundation.teams.queries import local

#: In which the person is answered (45 CFR 164.526(b)(2)).
ANSWERED_WITHIN = timedelta(days=60)


class NotNow(ValueError):
    """An amendment in this state cannot be decided, or disagreed with."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the person points at: a row of a kind, in a cell, as they saw it; or something else in that cell."""

    resource: str
    about: str = ""
    row: int | None = None
    stands: str = ""


@transaction.atomic
def ask_amendment(meant: Meant, *, wrong: str, right: str, act: Act) -> Amendment:
    """The person (the actor) says what is wrong and what it should say. Nothing is changed by it."""
    require(act.actor is not None and meant.resource in resources())
    assert act.actor is not None
    asked = Amendment.objects.create(
        person=act.actor, about=meant.about, row=meant.row, resource=meant.resource, stands=meant.stands,
        wrong=wrong, right=right, asked_at=act.at, answer_by=local(act.actor, act.at).date() + ANSWERED_WITHIN,
    )  # fmt: skip
    announce(AmendmentAsked(asked.pk, act.actor.pk, meant.resource), act=act)
    return asked


@transaction.atomic
def accept_amendment(asked: Amendment, *, answer: str, act: Act) -> Amendment:
    """It is so: what the person says stands beside what was written from now on, and they read what comes next."""
    asked = _for_decision(asked, act)
    _decide(asked, Amendment.State.ACCEPTED, answer, "", act)
    announce(AmendmentAccepted(asked.pk, asked.person_id, asked.resource), act=act)
    return asked


@transaction.atomic
def decline_amendment(asked: Amendment, *, ground: Amendment.Ground, answer: str, act: Act) -> Amendment:
    """It is not: on a ground of the law, with the reason in plain words. The person may disagree."""
    asked = _for_decision(asked, act)
    _decide(asked, Amendment.State.DECLINED, answer, ground, act)
    announce(AmendmentDeclined(asked.pk, asked.person_id, asked.resource, ground), act=act)
    return asked


@transaction.atomic
def disagree(declined: Amendment, words: str, *, act: Act) -> Amendment:
    """The person adds, once, why they still disagree. It stays beside the request and the answer."""
    declined = Amendment.objects.select_for_update().get(pk=declined.pk)
    require(act.actor is not None and act.actor.pk == declined.person_id)
    if declined.state != Amendment.State.DECLINED or declined.disagreed_at is not None:
        raise NotNow("Only what was declined can be disagreed with, once.")
    declined.disagreement, declined.disagreed_at = words, act.at
    declined.save(update_fields=["disagreement", "disagreed_at"])
    announce(AmendmentDisagreed(declined.pk, declined.person_id, declined.resource), act=act)
    return declined


def _for_decision(asked: Amendment, act: Act) -> Amendment:
    asked = Amendment.objects.select_for_update(of=("self",)).select_related("person").get(pk=asked.pk)
    require(policy.may_decide_amendment(act, asked))
    return asked


def _decide(asked: Amendment, state: Amendment.State, answer: str, ground: str, act: Act) -> None:
    if state not in Amendment.MOVES[Amendment.State(asked.state)]:
        raise NotNow("Somebody decided this first.")
    asked.state, asked.answer, asked.ground = state, answer, ground
    asked.decided_at, asked.decided_by = act.at, act.actor
    asked.save(update_fields=["state", "answer", "ground", "decided_at", "decided_by"])
