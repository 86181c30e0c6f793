"""What a file of people may name of the organisation: programmes, sites, and who works where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from handrail.foundation.accounts.models import Account
from handrail.foundation.teams.models import Membership, Programme, Role, Site
from handrail.operations.importing.report import Unfit, shown

Place = TypeVar("Place", Programme, Site)
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Organisation:
    """Looked up once for a whole file. `workers`: (sign-in address, role, programme) -> the worker's key."""

    programmes: dict[str, list[Programme]]
    sites: dict[str, list[Site]]
    workers: dict[tuple[str, str, int], int]

    @classmethod
    def at(cls, moment: datetime) -> Organisation:
        members = Membership.objects.at(moment).values_list("person", "role", "programme")
        addresses = dict(Account.objects.filter(closed_at=None).values_list("person", "email"))
        workers = {
            (addresses[person].casefold(), role, programme): person
            for person, role, programme in members
            if person in addresses
        }
        return cls(_by_name(Programme.objects.all()), _by_name(Site.objects.all()), workers)

    def programme(self, text: str) -> Programme:
        """By its name, whatever the case, or its key. Raises Unfit."""
        return _one(self.programmes, text, "program")

    def site(self, text: str) -> Site:
        """By its name, whatever the case, or its key. Raises Unfit."""
        return _one(self.sites, text, "site")

    def worker(self, address: str, role: Role, programme: Programme) -> int:
        """The key of who signs in with `address` and has this role in this programme today. Raises Unfit."""
        found = self.workers.get((address.casefold(), role.value, programme.pk))
        if found is None:
            raise Unfit(
                f"Nobody with the address {shown(address)} is {str(role.label).lower()} in {programme.name} today.",
                "Write the address they sign in with, or leave it empty and add them in Handrail.",
            )
        return found


def _by_name(places: Iterable[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        found[place.name.casefold()].append(place)
    return dict(found)


def _one(places: dict[str, list[Place]], text: str, what: str) -> Place:
    named = places.get(text.casefold()) or [
        one for same in places.values() for one in same if str(one.pk) == text
    ]
    if not named:
        known = ", ".join(shown(one.name) for same in list(places.values())[:MOST_NAMED] for one in same)
        raise Unfit(
            f"There is no {what} {shown(text)}.",
            f"Write one of these, or say under values: what yours mean: {known}."
            if known
            else "None is set up.",
        )
    if len(named) > 1:
        keys = " or ".join(str(one.pk) for one in named)
        raise Unfit(f"More than one {what} is called {shown(text)}.", f"Write its key: {keys}.")
    return named[0]
