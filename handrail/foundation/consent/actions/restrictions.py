"""Restrictions: the person asks, the privacy officer answers, the person ends (42 CFR 2.26)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.events import (
    RestrictionAgreed,
    RestrictionAsked,
    RestrictionDeclined,
    RestrictionEnded,
)
from handrail.foundation.consent.matrix import matrix, resources
from handrail.foundation.consent.models import Recipient, Restriction
from handrail.foundation.consent.offices import may_decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person


class MustAgree(ValueError):
    """A health plan, about something paid for in full: the law leaves no choice (45 CFR 164.522(a)(1)(vi))."""


class NobodyNamed(ValueError):
    """A restriction that is agreed to is against one reader, one recipient or one role."""


class IllegalMove(ValueError):
    """A restriction in this state cannot be decided or ended."""


@dataclass(frozen=True, slots=True)
class Against:
    """Whom the person keeps from their record: one of the three, or nobody named yet."""

    reader: Person | None = None
    recipient: Recipient | None = None
    role: str = ""

    @property
    def named(self) -> bool:
        return sum((self.reader is not None, self.recipient is not None, self.role in matrix())) == 1


NOBODY_YET = Against()


@transaction.atomic
def ask_restriction(
    words: str, *, act: Act, against: Against = NOBODY_YET, what: Collection[str] = (), ground: str = ""
) -> Restriction:
    """The person (the actor) asks, in their own words. `what` empty means the whole record."""
    require(act.actor is not None)
    assert act.actor is not None
    require(set(what) <= resources() and (against == NOBODY_YET or against.named))
    asked = Restriction.objects.create(
        person=act.actor, reader=against.reader, recipient=against.recipient, role=against.role,
        resources=sorted(what), ground=ground, words=words, asked_at=act.at,
    )  # fmt: skip
    announce(RestrictionAsked(asked.pk, act.actor.pk), act=act)
    return asked


@transaction.atomic
def agree_restriction(
    asked: Restriction, *, answer: str, act: Act, against: Against = NOBODY_YET
) -> Restriction:
    """The privacy officer agrees: from the next request on it holds. `against` names whom the words meant."""
    asked = _for_decision(asked, act)
    _name(asked, against)
    _move(asked, Restriction.State.AGREED, answer, act)
    promise(RestrictionAgreed.kind, person=asked.person_id, subject=asked.pk, state=_terms(asked), act=act)
    announce(RestrictionAgreed(asked.pk, asked.person_id), act=act)
    return asked


@transaction.atomic
def decline_restriction(asked: Restriction, *, answer: str, act: Act) -> Restriction:
    """The privacy officer does not agree, and says why: the person reads it."""
    asked = _for_decision(asked, act)
    if asked.ground == Restriction.Ground.PAID_IN_FULL:
        raise MustAgree("What was paid for in full is kept from the health plan when the person asks.")
    _move(asked, Restriction.State.DECLINED, answer, act)
    announce(RestrictionDeclined(asked.pk, asked.person_id), act=act)
    return asked


@transaction.atomic
def end_restriction(restriction: Restriction, *, act: Act) -> Restriction:
    """The person ends it, asked or agreed. Ending twice changes nothing."""
    restriction = Restriction.objects.select_for_update().get(pk=restriction.pk)
    require(act.actor is not None and act.actor.pk == restriction.person_id)
    if restriction.state == Restriction.State.ENDED:
        return restriction
    _allowed(restriction, Restriction.State.ENDED)
    restriction.state, restriction.ended_at = Restriction.State.ENDED, act.at
    restriction.save(update_fields=["state", "ended_at"])
    state = _terms(restriction)
    promise(RestrictionEnded.kind, person=restriction.person_id, subject=restriction.pk, state=state, act=act)
    announce(RestrictionEnded(restriction.pk, restriction.person_id), act=act)
    return restriction


def _for_decision(asked: Restriction, act: Act) -> Restriction:
    asked = Restriction.objects.select_for_update(of=("self",)).select_related("person").get(pk=asked.pk)
    require(may_decide(act, asked.person, "consents"))
    return asked


def _name(asked: Restriction, against: Against) -> None:
    if against.named:
        asked.reader, asked.recipient, asked.role = against.reader, against.recipient, against.role
    if not Against(asked.reader, asked.recipient, asked.role).named:
        raise NobodyNamed("Say first whom this is against.")


def _move(asked: Restriction, state: Restriction.State, answer: str, act: Act) -> None:
    _allowed(asked, state)
    asked.state, asked.answer = state, answer
    asked.decided_at, asked.decided_by = act.at, act.actor
    asked.save()


def _allowed(restriction: Restriction, state: Restriction.State) -> None:
    if state not in Restriction.MOVES[Restriction.State(restriction.state)]:
        raise IllegalMove(f"A restriction that is {restriction.state} cannot become {state.value}.")


def _terms(agreed: Restriction) -> dict[str, Any]:
    whom = {"reader": agreed.reader_id, "recipient": agreed.recipient_id, "role": agreed.role or None}
    return whom | {f"of_{resource}": True for resource in agreed.resources}
