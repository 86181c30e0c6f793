"""May this actor do this to that person's record, now? Answered here and nowhere else.

Both questions are answered from the same rules: *this one?* (`decide`) and *which ones?* (`people_for`).
A missing fact means no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.rules import BY_RESOURCE, RULES, Standing
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership


class Refused(Exception):
    """This actor may not do this. To the asker it looks like absence."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and why: role, rule, field set, and what Part 2 needs."""

    allowed: bool
    role: str = ""
    basis: str = "none"
    fields: str = "none"
    part2: str = ""

    def explained(self) -> str:
        """A sentence for the privacy officer."""
        if not self.allowed:
            return "Refused: no role, relationship or choice of the person opens this."
        return f"Allowed as {self.role} because of the rule '{self.basis}', fields: {self.fields}."


@dataclass(frozen=True, slots=True)
class Ground:
    """One rule that may open something; `resource` is "" unless the rule looks at it."""

    standing: Standing
    rule: str
    resource: str


REFUSAL = Decision(allowed=False)
#: As whom everybody stands here, whatever else they are.
THEMSELF = Standing("client", None)


def standings(act: Act) -> list[Standing]:
    """The roles in which the actor stands here today; everybody stands as themself."""
    return list(_standings_in_turn(act))


def _roles(act: Act) -> list[Standing]:
    if "roles" not in act.memo:
        held = Membership.objects.on(act.at.date()).filter(person=act.actor).values_list("role", "programme")
        act.memo["roles"] = [Standing(role, programme) for role, programme in held.order_by("pk")]
    return list(act.memo["roles"])


def people_for(act: Act, resource: str, action: str = "read") -> QuerySet[Person]:
    """The people whose `resource` this actor may read or write now."""
    opened = Q(pk__in=())
    for _standing, _rule, people in _openings(act, resource, action):
        opened |= people
    return Person.objects.filter(opened)


def keys_for(act: Act, resource: str, action: str = "read") -> Any:
    """The same people as `people_for`, as `person__in=` takes them: written out as SQL once for a whole page."""
    why = ("keys", grounds(act, resource, action))
    if why not in act.memo:
        people = people_for(act, resource, action)
        try:
            act.memo[why] = RawSQL(*people.values("pk").query.sql_with_params())  # noqa: S611 - our own query
        except EmptyResultSet:
            act.memo[why] = Person.objects.none()
    return act.memo[why]


def decide(act: Act, resource: str, person: Person, action: str = "read") -> Decision:
    """The decision about one person, with its basis."""
    for standing, rule, people in _openings(act, resource, action):
        if _holds(people, person):
            found = cell(standing.role, resource)
            return Decision(True, standing.role, rule, found.fields, found.part2)
    return REFUSAL


def _holds(people: Q, person: Person) -> bool:
    # "Exactly this one", somebody's own record, needs no database to answer.
    itself = person.pk is not None and people == Q(pk=person.pk)
    return itself or Person.objects.filter(people, pk=person.pk).exists()


def may(act: Act, resource: str, person: Person, action: str = "read") -> bool:
    """Whether `decide` allows it."""
    return decide(act, resource, person, action).allowed


def require(decision: Decision | bool) -> None:
    """Raise `Refused` unless allowed."""
    allowed = decision if isinstance(decision, bool) else decision.allowed
    if not allowed:
        raise Refused("This is not open to you.")


def grounds(act: Act, resource: str, action: str = "read") -> tuple[Ground, ...]:
    """The rules that are asked, in order. Cells with the same grounds open for the same people."""
    return tuple(_grounds(act, resource, action))


def _grounds(act: Act, resource: str, action: str) -> Iterator[Ground]:
    for standing in _standings_in_turn(act):
        rule = cell(standing.role, resource).rule(action)
        if rule in RULES:
            yield Ground(standing, rule, resource if rule in BY_RESOURCE else "")


def _openings(act: Act, resource: str, action: str) -> Iterator[tuple[Standing, str, Q]]:
    for why in _grounds(act, resource, action):
        # A page asks about many resources; the question of one rule is put together once.
        if why not in act.memo:
            act.memo[why] = RULES[why.rule](act, why.standing, resource)
        yield why.standing, why.rule, act.memo[why]


def _standings_in_turn(act: Act) -> Iterator[Standing]:
    # Roles are asked for only when standing as oneself did not answer.
    if act.actor is not None:
        yield THEMSELF
        yield from _roles(act)
