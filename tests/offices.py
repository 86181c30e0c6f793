"""Marit, who administers accounts beside the cast, and a role of Lena's that waits for a second person."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme, Role
from handrail.foundation.welcome import actions as welcome
from tests.cast import Cast


def with_marit(cast: Cast) -> Person:
    """An administrator, for three months."""
    then = cast.now - timedelta(days=90)
    marit = cast.people["marit"] = Person.objects.create(preferred_name="Marit H.", made_at=then)
    Account.objects.create(email="marit@riverbend.example", person=marit, made_at=then, password="!")
    outpatient = Programme.objects.get(name="Outpatient")
    teams.join(marit, outpatient, Role.ADMINISTRATOR, act=cast.act(None, at=then))
    return marit


def offices_around(cast: Cast) -> None:
    """What the pages of workers name."""
    act = cast.act(with_marit(cast))
    welcome.declare(
        Programme.objects.get(name="Intensive"), Programme.Part2.NOT_COVERED, "Counsel said so.",
        act=cast.act(cast.elin),
    )  # fmt: skip
    welcome.give_role(cast.lena, Programme.objects.get(name="Outpatient"), Role.SUPERVISOR, act=act)
