"""Legal requests: the officer writes one down, answers that we neither confirm nor deny, or checks an order of a court.

A subpoena alone opens nothing: what goes, goes on an order under 42 CFR 2.61 to 2.67 that a second person agreed to, and no
further than it says.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.kinds import PARTS
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.rights import policy
from handrail.foundation.rights.actions.amendments import NotNow
from handrail.foundation.rights.events import (
    LegalOrderAgreed,
    LegalOrderChecked,
    LegalOrderSetBack,
    LegalRequestAnswered,
    LegalRequestOpened,
)
from handrail.foundation.rights.models import LegalRequest

State, Answer = LegalRequest.State, LegalRequest.Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """What came, and by when an answer is wanted. Days are of the organisation's zone."""

    kind: LegalRequest.Kind
    from_whom: str
    asks: str
    came_on: date
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What an order says: whose record, which court, its number and what it finds, the day, and which cells it lets go."""

    person: Person
    court: str
    order: str
    signed_on: date
    resources: Collection[str]


@transaction.atomic
def open_legal_request(asked: Asked, *, key: UUID, act: Act) -> LegalRequest:
    """Write it down, once per `key`. Nothing opens by it. Raises Refused."""
    require(policy.may_keep_legal_requests(act))
    told = asdict(asked) | {"opened_by": act.actor, "opened_at": act.at}
    made, new = LegalRequest.objects.get_or_create(key=key, defaults=told)
    if new:
        announce(LegalRequestOpened(made.pk, None, made.kind), act=act)
    return made


@transaction.atomic
def check_order(asked: LegalRequest, order: Order, *, act: Act) -> LegalRequest:
    """The officer read the order and says what it lets go; notes kept apart never go. Raises Refused, NotNow."""
    asked = _held(asked)
    require(policy.may_tell(act, order.person) and not {*PARTS}.isdisjoint(order.resources))
    _move(asked, State.CHECKED)
    asked.person, asked.court, asked.order, asked.signed_on = (
        order.person,
        order.court,
        order.order,
        order.signed_on,
    )
    asked.resources, asked.checked_by, asked.checked_at = (
        sorted({*order.resources} & {*PARTS}),
        act.actor,
        act.at,
    )
    asked.save()
    announce(LegalOrderChecked(asked.pk, None), act=act)
    return asked


@transaction.atomic
def agree_order(asked: LegalRequest, *, act: Act) -> LegalRequest:
    """A second person read it too: what it names may go. Raises Refused, NotNow."""
    asked = _held(asked)
    require(policy.may_agree_order(act, asked))
    _move(asked, State.AGREED)
    asked.agreed_by, asked.agreed_at = act.actor, act.at
    asked.save()
    announce(LegalOrderAgreed(asked.pk, None), act=act)
    return asked


@transaction.atomic
def set_order_back(asked: LegalRequest, *, act: Act) -> LegalRequest:
    """A second person does not agree: nothing goes. Raises Refused, NotNow."""
    asked = _held(asked)
    require(policy.may_agree_order(act, asked))
    _move(asked, State.WAITING)
    asked.person, asked.resources, asked.checked_by, asked.checked_at = None, [], None, None
    asked.court, asked.order, asked.signed_on = "", "", None
    asked.save()
    announce(LegalOrderSetBack(asked.pk, None), act=act)
    return asked


@transaction.atomic
def answer_legal_request(asked: LegalRequest, answer: LegalRequest.Answer, *, act: Act) -> LegalRequest:
    """That it was answered. What an agreed order names is written down as disclosed. Raises Refused, NotNow."""
    asked = _held(asked)
    require(policy.may_keep_legal_requests(act))
    if answer == Answer.GIVEN and asked.state != State.AGREED:
        raise NotNow("What an order names goes when a second person agreed to it.")
    _move(asked, State.ANSWERED)
    if answer == Answer.GIVEN and asked.person is not None:
        require(policy.may_tell(act, asked.person))
        consent.disclose_on_order(
            asked.person, asked.resources, to=asked.court, how=Disclosure.How.PAPER, act=act
        )
    asked.answer, asked.answered_by, asked.answered_at = answer, act.actor, act.at
    asked.save()
    announce(LegalRequestAnswered(asked.pk, None, answer), act=act)
    return asked


def _held(asked: LegalRequest) -> LegalRequest:
    return LegalRequest.objects.select_for_update().get(pk=asked.pk)


def _move(asked: LegalRequest, to: LegalRequest.State) -> None:
    if to not in LegalRequest.MOVES[State(asked.state)]:
        raise NotNow("Somebody was first, or something has to come first.")
    asked.state = to
