"""What the pages of workers need: who works here, in which roles, and what waits for a second person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.foundation.accounts.actions import was_opened
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.models import RoleRequest

#: How many are drawn; whoever looks for somebody types the beginning of the name.
DRAWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One worker of the list."""

    name: str
    href: str
    roles: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A role that waits for a second person. `decides`: the reader may be it; `own`: the reader asked."""

    number: int
    worker: str
    role: str
    programme: str
    by: str
    decides: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Workers:
    lines: list[Line]
    more: bool
    waiting: list[Asked]
    administers: bool


def workers_page(act: Act, begins: str) -> Workers:
    """By name, and what waits. The number of queries does not grow with them."""
    found = policy.workers().order_by("preferred_name", "pk")
    found = found.filter(preferred_name__istartswith=begins) if begins else found
    people = list(found[: DRAWN + 1])
    held = _held([one.pk for one in people], act.at)
    lines = [
        Line(
            one.preferred_name,
            reverse("staff:worker", args=[one.pk]),
            ", ".join(held[one.pk]) or _("No role yet"),
        )
        for one in people[:DRAWN]
    ]
    return Workers(lines, len(people) > DRAWN, waiting(act), policy.administers(act))


def _held(people: list[int], at: datetime) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Membership.objects.at(at).filter(person__in=people).select_related("programme")
    for one in rows.order_by("pk"):
        found[one.person_id].append(f"{one.get_role_display()} · {one.programme}")
    return found


def waiting(act: Act, worker: Person | None = None) -> list[Asked]:
    """The roles that wait for a second person, longest first."""
    rows = RoleRequest.objects.filter(state=RoleRequest.State.ASKED)
    if worker is not None:
        rows = rows.filter(worker=worker)
    return [
        Asked(
            one.pk, one.worker.preferred_name, one.get_role_display(), one.programme.name,
            one.asked_by.preferred_name, policy.may_decide_role(act, one), act.actor == one.asked_by,
        )
        for one in rows.select_related("worker", "programme", "asked_by").order_by("asked_at", "pk")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneWorker:
    """`came_in`: somebody opened the account; `acts`: the reader may change their roles."""

    worker: Person
    email: str
    roles: list[Membership]
    waiting: list[Asked]
    came_in: bool
    closed: bool
    acts: bool


def one_worker(worker: Person, act: Act) -> OneWorker:
    account = Account.objects.get(person=worker)
    held = Membership.objects.at(act.at).filter(person=worker).select_related("programme").order_by("pk")
    return OneWorker(
        worker, account.email, list(held), waiting(act, worker), was_opened(account), account.closed_at is not None,
        policy.may_give(act, worker) and account.closed_at is None,
    )  # fmt: skip
