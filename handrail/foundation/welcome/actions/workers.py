"""Workers: let in by a code that is handed over, given roles, and let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold, take_in
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership, Programme, Role
from handrail.foundation.teams.queries import organisation
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.events import (
    RoleAsked,
    RoleDeclined,
    RoleGiven,
    RoleTakenBack,
    WorkerLeft,
    WorkerWelcomed,
)
from handrail.foundation.welcome.models import RoleRequest


class AddressTaken(ValueError):
    """Somebody signs in with this address already."""


class RolesClash(ValueError):
    """Whoever administers accounts sees nobody's record, and the other way round."""


class LastOfThem(ValueError):
    """Without another in this office nobody could put anything right."""


@transaction.atomic
def welcome_worker(*, name: str, email: str, act: Act) -> tuple[Person, str]:
    """Somebody begins to work here; returns them and the code that lets them in. Raises Refused, AddressTaken."""
    require(policy.administers(act))
    return arrive(name, email, act)


def arrive(name: str, email: str, act: Act) -> tuple[Person, str]:
    """Their person, their account and its first code, within the caller's transaction."""
    worker = Person(preferred_name=name, time_zone=organisation().time_zone, made_at=act.at)
    take_in([worker])
    account = open_for(worker, email, act)
    code = accounts.make_first_code(account, act=act)
    announce(WorkerWelcomed(worker.pk, None), act=act)
    return worker, code


def open_for(person: Person, email: str, act: Act) -> Account:
    """A way to sign in with this address. Raises AddressTaken."""
    with _unless_taken():
        return accounts.open_account(person, email=email, password=None, act=act)


@transaction.atomic
def change_address(worker: Person, email: str, *, act: Act) -> Account:
    """They sign in with another address, and calls by mail go there. Raises Refused, AddressTaken."""
    require(policy.may_give(act, worker))
    return move_to(Account.objects.get(person=worker, closed_at=None), email, act)


def move_to(account: Account, email: str, act: Act) -> Account:
    """The account with this address from now on. Raises AddressTaken."""
    with _unless_taken():
        return accounts.change_address(account, email, act=act)


@contextmanager
def _unless_taken() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise AddressTaken("This address cannot be used here. Nothing was changed.") from taken


@transaction.atomic
def hand_over_code(person: Person, *, act: Act) -> str:
    """Another first code for somebody who never came in. Raises Refused, HasAWayIn."""
    require(policy.may_let_in(act, person))
    return accounts.make_first_code(Account.objects.get(person=person), act=act)


@transaction.atomic
def give_role(worker: Person, programme: Programme, role: Role, *, act: Act) -> Membership | RoleRequest:
    """A role from today, or, where it needs two, a request for it. Raises Refused, RolesClash."""
    worker = hold(worker)
    require(policy.may_give(act, worker))
    assert act.actor is not None
    held = _held(worker, act)
    _see_that_it_fits(role, held | _asked(worker))
    there = next(
        (one for one in held_by(worker, act) if (one.programme_id, one.role) == (programme.pk, role)), None
    )
    if there is not None:
        return there
    if role not in policy.NEEDS_TWO:
        return teams.join(worker, programme, role, act=act)
    asked, new = RoleRequest.objects.get_or_create(
        worker=worker, programme=programme, role=role, state=RoleRequest.State.ASKED,
        defaults={"asked_by": act.actor, "asked_at": act.at},
    )  # fmt: skip
    if new:
        announce(RoleAsked(asked.pk, None, worker=worker.pk, role=role), act=act)
    return asked


@transaction.atomic
def decide_role(asked: RoleRequest, *, give: bool, act: Act) -> RoleRequest:
    """The second person gives the role, or does not. Raises Refused, AlreadyDecided, RolesClash."""
    worker, asked = hold(asked.worker), _asked_for(asked)
    require(policy.may_decide_role(act, asked))
    asked.move_to(RoleRequest.State.GIVEN if give else RoleRequest.State.DECLINED)
    _decided(asked, act)
    if give:
        _see_that_it_fits(asked.role, _held(worker, act))
        teams.join(worker, asked.programme, Role(asked.role), act=act)
    kind = RoleGiven if give else RoleDeclined
    announce(kind(asked.pk, None, worker=worker.pk, role=asked.role), act=act)
    return asked


@transaction.atomic
def take_back_role(asked: RoleRequest, *, act: Act) -> RoleRequest:
    """Whoever asked for the role no longer does. Raises Refused, AlreadyDecided."""
    asked = _asked_for(asked)
    require(policy.administers(act) and act.actor == asked.asked_by)
    asked.move_to(RoleRequest.State.WITHDRAWN)
    _decided(asked, act)
    announce(RoleTakenBack(asked.pk, None, worker=asked.worker_id, role=asked.role), act=act)
    return asked


@transaction.atomic
def end_role(membership: Membership, *, act: Act) -> Membership:
    """A worker gives up a role: what it opened is closed at the next request. Raises Refused, LastOfThem."""
    worker = hold(membership.person)
    require(policy.may_give(act, worker))
    _see_that_others_are_left(membership, act)
    return teams.end_membership(membership, act=act)


@transaction.atomic
def say_goodbye(worker: Person, *, act: Act) -> None:
    """They no longer work here: no role, nobody in their care, no way in. Raises Refused, LastOfThem."""
    worker = hold(worker)
    require(policy.may_give(act, worker))
    for membership in held_by(worker, act):
        _see_that_others_are_left(membership, act)
        teams.end_membership(membership, act=act)
    for caring in CareRelationship.objects.at(act.at).filter(worker=worker, until_at=None):
        teams.end_care(caring, act=act)
    for asked in RoleRequest.objects.filter(worker=worker, state=RoleRequest.State.ASKED):
        asked.state = RoleRequest.State.WITHDRAWN
        _decided(asked, act)
    accounts.close_account(Account.objects.get(person=worker), act=act)
    announce(WorkerLeft(worker.pk, None), act=act)


def held_by(worker: Person, act: Act) -> list[Membership]:
    """The roles a worker holds today."""
    return list(Membership.objects.at(act.at).filter(person=worker).select_related("programme", "person"))


def _held(worker: Person, act: Act) -> set[str]:
    return {one.role for one in held_by(worker, act)}


def _asked(worker: Person) -> set[str]:
    waiting = RoleRequest.objects.filter(worker=worker, state=RoleRequest.State.ASKED)
    return set(waiting.values_list("role", flat=True))


def _see_that_it_fits(role: str, held: set[str]) -> None:
    if policy.clash(role, held):
        raise RolesClash(
            "Whoever administers accounts holds no role that sees records. Nothing was changed: end the other role first."
        )


def _see_that_others_are_left(membership: Membership, act: Act) -> None:
    if policy.last_of_its_kind(membership, act.at):
        raise LastOfThem(
            f"Nobody else is {membership.get_role_display().lower()}. Nothing was changed: give somebody else this role first."
        )


def _decided(asked: RoleRequest, act: Act) -> None:
    asked.decided_by, asked.decided_at = act.actor, act.at
    asked.save(update_fields=["state", "decided_by", "decided_at"])


def _asked_for(asked: RoleRequest) -> RoleRequest:
    rows = RoleRequest.objects.select_for_update(of=("self",)).select_related(
        "worker", "programme", "asked_by"
    )
    return rows.get(pk=asked.pk)
