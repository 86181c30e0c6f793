"""Who may welcome whom, and which roles are never held together."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.evaluator import may, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Consent, Recipient, RecipientMember
from handrail.foundation.consent.offices import keeps_privacy, may_decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Membership, Programme, Role
from handrail.foundation.welcome.models import Declaration, RoleRequest

#: What a person's team is made of.
CARE = (
    Role.COUNSELOR, Role.PEER_SPECIALIST, Role.CASE_MANAGER, Role.CRISIS_RESPONDER, Role.PRESCRIBER,
)  # fmt: skip
#: Sees a whole program, or decides who sees what: given by two people.
NEEDS_TWO = frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.SUPERVISOR})
#: Never held by whoever administers accounts (G10 of the access matrix).
NOT_WITH_ADMINISTRATION = frozenset({*CARE, Role.SUPERVISOR, Role.PRIVACY_OFFICER})
#: Who arranges a person's team, of those who may write their demographics.
ARRANGE = frozenset({Role.SUPERVISOR, Role.COUNSELOR, Role.CASE_MANAGER})


def administers(act: Act) -> bool:
    """An administrator, today."""
    return any(standing.role == Role.ADMINISTRATOR for standing in standings(act))


def is_worker(person: Person) -> bool:
    """Whether this is somebody of the house: no client, no supporter, nobody of a partner."""
    return workers().filter(pk=person.pk).exists()


def workers() -> QuerySet[Person]:
    """Everybody of the house who has an account, whether or not a role."""
    found = Person.objects.filter(pk__in=Account.objects.values("person"))
    found = found.exclude(pk__in=Enrolment.objects.values("person"))
    found = found.exclude(pk__in=Recipient.objects.exclude(person=None).values("person"))
    return found.exclude(pk__in=RecipientMember.objects.values("person"))


def is_member(person: Person) -> bool:
    """Somebody who signs in for a partner organisation."""
    return RecipientMember.objects.filter(person=person).exists()


def may_let_in(act: Act, person: Person) -> bool:
    """Whether the actor hands over the first code: an administrator to a worker, the privacy officer to a partner's."""
    if act.actor is None or act.actor == person:
        return False
    return administers(act) and is_worker(person) or keeps_privacy(act) and is_member(person)


def may_let_close_in(act: Act, given: Consent) -> bool:
    """The privacy officer lets in somebody close, while the consent that names them holds. Never for oneself."""
    holds = Consent.objects.at(act.at).filter(pk=given.pk, kind=Consent.Kind.SUPPORTER).exists()
    return holds and may_decide(act, given.person, "consents")


def keeps_help_numbers(act: Act) -> bool:
    """An administrator or a supervisor."""
    return any(standing.role in {Role.ADMINISTRATOR, Role.SUPERVISOR} for standing in standings(act))


def may_give(act: Act, worker: Person) -> bool:
    """Roles are given to others, and to workers."""
    return administers(act) and act.actor != worker and is_worker(worker)


def may_decide_role(act: Act, asked: RoleRequest) -> bool:
    """Another administrator, or the privacy officer; neither who asked nor who would get it."""
    office = administers(act) or keeps_privacy(act)
    return office and act.actor is not None and act.actor.pk not in {asked.asked_by_id, asked.worker_id}


def may_decide_declaration(act: Act, asked: Declaration) -> bool:
    """An administrator, or another privacy officer; not who asked."""
    office = administers(act) or keeps_privacy(act)
    return office and act.actor is not None and act.actor.pk != asked.asked_by_id


def clash(role: str, held: set[str]) -> bool:
    """Whether this role must not be held beside those."""
    together = held | {role}
    return Role.ADMINISTRATOR in together and bool(together & NOT_WITH_ADMINISTRATION)


def intake_programmes(act: Act) -> list[int]:
    """The programs into which the actor may take somebody in: where their role writes demographics."""
    found = (
        one.programme for one in standings(act)
        if one.programme is not None and cell(one.role, "demographics").write in {"assigned", "programme", "desk"}
    )  # fmt: skip
    return sorted(set(found))


def intake_role(act: Act, programme: Programme) -> Role | None:
    """The role in which the actor would care for whoever they take in; None for a desk or a supervisor."""
    roles = (one.role for one in standings(act) if one.programme == programme.pk)
    return next(
        (Role(role) for role in roles if role in CARE and cell(role, "demographics").write == "assigned"),
        None,
    )


def may_arrange(act: Act, person: Person) -> bool:
    """Their supervisor, or whoever cares for them as counselor or case manager; never they themself."""
    if act.actor is None or act.actor == person:
        return False
    arranging = any(standing.role in ARRANGE for standing in standings(act))
    return arranging and may(act, "demographics", person, "write")


def last_of_its_kind(membership: Membership, moment: datetime) -> bool:
    """Whether nobody else would be left in an office without which nothing can be put right."""
    if membership.role not in {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}:
        return False
    others = Membership.objects.at(moment).filter(role=membership.role).exclude(person=membership.person)
    return not others.exists()
