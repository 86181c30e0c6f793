"""The organisation itself: once, before anybody can sign in; and its programs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Membership, Organisation, Programme, Role
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.actions.workers import arrive
from handrail.foundation.welcome.events import OrganisationBegun, ProgrammeOpened


class AlreadyBegun(ValueError):
    """Somebody works here already: from then on roles are given on the pages."""


@dataclass(frozen=True, slots=True)
class First:
    """One of the first two: a name and the address they sign in with."""

    name: str
    email: str


@transaction.atomic
def begin(
    *, name: str, time_zone: str, programme: str, administrator: First, officer: First, act: Act
) -> dict[str, str]:
    """The organisation, its first program, an administrator and a privacy officer: two people, each with a code.

    Only the house may, and only while nobody works here. Returns the codes by role. Raises Refused, AlreadyBegun,
    AddressTaken.
    """
    require(act.actor is None)
    # Its one row is written first, so that of two commands at once the second waits and then finds somebody here.
    there, _new = Organisation.objects.update_or_create(pk=1, defaults={"name": name, "time_zone": time_zone})
    if Membership.objects.exists():
        raise AlreadyBegun(
            "Somebody works here already. Nothing was changed: give roles on the page Workers."
        )
    first = Programme.objects.create(name=programme)
    announce(OrganisationBegun(there.pk, None), act=act)
    codes = {}
    for role, who in ((Role.ADMINISTRATOR, administrator), (Role.PRIVACY_OFFICER, officer)):
        worker, codes[role.value] = arrive(who.name, who.email, act)
        teams.join(worker, first, role, act=act)
    return codes


@transaction.atomic
def open_programme(name: str, *, act: Act) -> Programme:
    """One more program. Until it is declared it counts as covered by 42 CFR Part 2. Raises Refused."""
    require(policy.administers(act))
    programme, new = Programme.objects.get_or_create(name=name)
    if new:
        announce(ProgrammeOpened(programme.pk, None), act=act)
    return programme
