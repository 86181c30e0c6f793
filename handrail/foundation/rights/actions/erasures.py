"""Erasing a record: the privacy officer opens the case, a second person decides, the clock does it later."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.models import RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.rights import policy
from handrail.foundation.rights.actions.amendments import NotNow
from handrail.foundation.rights.events import (
    ErasureApproved,
    ErasureCalledOff,
    ErasureDeclined,
    ErasureOpened,
    RecordErased,
)
from handrail.foundation.rights.models import Erasure
from handrail.foundation.teams.models import Membership
from handrail.foundation.teams.queries import ever_enrolled

#: Between the decision and the first row that goes: in it the person, or the officer, can call it off.
TO_THINK = timedelta(days=7)
#: Stands in place of words that are gone.
GONE = "—"


class CannotBeErased(ValueError):
    """Not a client, or somebody whose name other people's records need, or there is an open case already."""


@transaction.atomic
def open_erasure(person: Person, reason: str, *, act: Act) -> Erasure:
    """The privacy officer opens a case. Nothing goes by it. Raises Refused, CannotBeErased."""
    person = hold(person)
    require(policy.may_open_erasure(act, person))
    assert act.actor is not None
    if not ever_enrolled(person) or works_here(person) or _unsettled(person):
        raise CannotBeErased("Check whose record it is, and whether there is a case already.")
    made = Erasure.objects.create(person=person, reason=reason, opened_by=act.actor, opened_at=act.at)
    announce(ErasureOpened(made.pk, person.pk), act=act)
    return made


@transaction.atomic
def approve_erasure(erasure: Erasure, *, answer: str, act: Act) -> Erasure:
    """A second person agrees: what may go goes after a week, by the clock. Raises Refused, NotNow."""
    erasure = _for_decision(erasure, act)
    _move(erasure, Erasure.State.APPROVED)
    _decided(erasure, answer, act)
    erasure.look_at = act.at + TO_THINK
    erasure.save()
    assert act.actor is not None
    state = {"opened_by": erasure.opened_by_id, "opened_at": erasure.opened_at, "look_at": erasure.look_at}
    promise(ErasureApproved.kind, person=erasure.person_id, subject=erasure.pk, state=state, act=act)
    announce(ErasureApproved(erasure.pk, erasure.person_id), act=act)
    return erasure


@transaction.atomic
def decline_erasure(erasure: Erasure, *, answer: str, act: Act) -> Erasure:
    """A second person does not agree, and says why in plain words. Raises Refused, NotNow."""
    erasure = _for_decision(erasure, act)
    _move(erasure, Erasure.State.DECLINED)
    _decided(erasure, answer, act)
    erasure.save()
    announce(ErasureDeclined(erasure.pk, erasure.person_id), act=act)
    return erasure


@transaction.atomic
def call_off_erasure(erasure: Erasure, *, act: Act) -> Erasure:
    """The person thought again, or the officer takes it back: nothing more goes. Raises Refused, NotNow."""
    erasure = _locked(erasure)
    require(policy.may_call_off_erasure(act, erasure))
    _move(erasure, Erasure.State.CALLED_OFF)
    erasure.look_at, erasure.ended_at = None, act.at
    erasure.save()
    promise(ErasureCalledOff.kind, person=erasure.person_id, subject=erasure.pk, state={}, act=act)
    announce(ErasureCalledOff(erasure.pk, erasure.person_id), act=act)
    return erasure


@transaction.atomic
def look_again(erasure: Erasure, *, act: Act) -> None:
    """Nothing may go now: the clock comes back tomorrow."""
    Erasure.objects.due(act.at).filter(pk=erasure.pk).update(look_at=act.at + timedelta(days=1))


@transaction.atomic
def note_erased(erasure: Erasure, years: int, *, last: bool, act: Act) -> Erasure:
    """Whatever is kept no longer than `years` is gone; with the last of it the reason goes too. By the clock only."""
    require(act.actor is None)
    erasure.years, erasure.look_at = years, act.at + timedelta(days=1)
    if last:
        _move(erasure, Erasure.State.DONE)
        erasure.look_at, erasure.ended_at, erasure.reason, erasure.answer = None, act.at, GONE, GONE
    erasure.save()
    promise(RecordErased.kind, person=erasure.person_id, subject=erasure.pk, state={"years": years}, act=act)
    announce(RecordErased(erasure.pk, erasure.person_id, years), act=act)
    return erasure


def works_here(person: Person) -> bool:
    """Whoever works or worked here or for a partner: their name is part of other people's records."""
    members = RecipientMember.objects.filter(person=person)
    return Membership.objects.filter(person=person).exists() or members.exists()


def _unsettled(person: Person) -> bool:
    return Erasure.objects.unsettled().filter(person=person).exists()


def _locked(erasure: Erasure) -> Erasure:
    return Erasure.objects.select_for_update(of=("self",)).select_related("person").get(pk=erasure.pk)


def _for_decision(erasure: Erasure, act: Act) -> Erasure:
    erasure = _locked(erasure)
    require(policy.may_decide_erasure(act, erasure))
    return erasure


def _move(erasure: Erasure, state: Erasure.State) -> None:
    if state not in Erasure.MOVES[Erasure.State(erasure.state)]:
        raise NotNow("Somebody was first.")
    erasure.state = state


def _decided(erasure: Erasure, answer: str, act: Act) -> None:
    erasure.answer, erasure.decided_by, erasure.decided_at = answer, act.actor, act.at
