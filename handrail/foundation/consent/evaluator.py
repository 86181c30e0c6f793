"""May this actor do this to that person's record, now? Answered here and nowhere else.

Both questions are answered from the same rules: *this one?* (`decide`) and *which ones?* (`people_for`).
A missing fact means no, and what closes a record wins over all that opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from handrail.foundation.consent.asker import THEMSELF, Standing, asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.entries import BY_ENTRY, About
from handrail.foundation.consent.matrix import Cell, cell
from handrail.foundation.consent.part2 import met, needed
from handrail.foundation.consent.rules import BY_RESOURCE, NOBODY, RULES
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person

#: For which the role may see somebody at all: the scope of what names none of its own.
PRESENCE = "demographics"
#: The field set of a question that shows whatever the cell holds.
WHOLE = "full"
#: Rules whose cells may open a part of a record. A question is answered from such a part only when it names that field
#: set, and so says that it leaves out the rest; that somebody exists at all is no part of anything.
IN_PART = {"episode"}


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
    """One rule that may open something, with what Part 2 still asks.

    `resource` is "" unless the answer may differ from that for other resources.
    """

    standing: Standing
    rule: str
    need: str
    resource: str


REFUSAL = Decision(allowed=False)


def standings(act: Act) -> list[Standing]:
    """The roles in which the actor stands here today; everybody stands as themself."""
    return list(_standings_in_turn(act))


def people_for(act: Act, resource: str, action: str = "read", fields: str = WHOLE) -> QuerySet[Person]:
    """The people whose `resource` this actor may read or write now, as far as a page that shows `fields` of it."""
    own, others = NOBODY, NOBODY
    for why in grounds(act, resource, action, fields):
        if why.standing == THEMSELF:
            own |= _people(act, why, resource)
        else:
            others |= _people(act, why, resource)
    if others == NOBODY:
        return Person.objects.filter(own)
    return Person.objects.filter(own | (others & _closed_to_nobody(act, resource)))


def keys_for(act: Act, resource: str, action: str = "read") -> Any:
    """The same people as `people_for`, as `person__in=` takes them: written out as SQL once for a whole page."""
    why = ("keys", _who(act), grounds(act, resource, action))
    if why not in act.memo:
        people = people_for(act, resource, action)
        try:
            act.memo[why] = RawSQL(*people.values("pk").query.sql_with_params())  # noqa: S611 - our own query
        except EmptyResultSet:
            act.memo[why] = Person.objects.none()
    return act.memo[why]


def decide(
    act: Act, resource: str, person: Person, action: str = "read", about: About | None = None,
    fields: str = WHOLE,
) -> Decision:  # fmt: skip
    """The decision about one person, with its basis and its field set; about one entry of theirs when `about` tells of
    it. `fields` is what the asker will show of it at most."""
    known = decided_before(act, resource, person, action, fields, about)
    if known is not None:
        return known
    whys = _grounds(act, resource, action, about, fields)
    found = next((allowed(why, resource) for why in whys if _holds(act, why, resource, person)), REFUSAL)
    keep_decision(found, act, resource, person, action, fields, about)
    return found


def decided_before(
    act: Act, resource: str, person: Person, action: str, fields: str, about: About | None
) -> Decision | None:
    """What was decided earlier in an act that only looks; None when it was not asked, or when the act changes things."""
    found: Decision | None = act.memo.get(("decided", _who(act), resource, person.pk, action, fields, about))
    return found


def keep_decision(
    found: Decision, act: Act, resource: str, person: Person, action: str, fields: str, about: About | None
) -> None:
    """Keep it for the rest of an act that only looks."""
    if act.looks:
        act.memo["decided", _who(act), resource, person.pk, action, fields, about] = found


def _who(act: Act) -> int | None:
    # An act in somebody else's place may carry the same memo.
    return act.actor.pk if act.actor else None


def allowed(why: Ground, resource: str) -> Decision:
    """The decision that rests on this ground."""
    found = cell(why.standing.role, resource)
    return Decision(True, why.standing.role, why.rule, found.fields, found.part2)


def may(
    act: Act, resource: str, person: Person, action: str = "read", about: About | None = None,
    fields: str = WHOLE,
) -> bool:  # fmt: skip
    """Whether `decide` allows it."""
    return decide(act, resource, person, action, about, fields).allowed


def may_count(act: Act, resource: str) -> bool:
    """Whether the actor may see counts and rates of this resource, of nobody in particular."""
    return any(cell(standing.role, resource).read == "aggregate" for standing in standings(act))


def require(decision: Decision | bool) -> None:
    """Raise `Refused` unless allowed."""
    opened = decision if isinstance(decision, bool) else decision.allowed
    if not opened:
        raise Refused("This is not open to you.")


def grounds(
    act: Act, resource: str, action: str = "read", fields: str = WHOLE, about: About | None = None
) -> tuple[Ground, ...]:
    """The rules that are asked, in order. Cells with the same grounds open for the same people."""
    return tuple(_grounds(act, resource, action, about, fields))


def _grounds(
    act: Act, resource: str, action: str, about: About | None = None, fields: str = WHOLE
) -> Iterator[Ground]:
    for standing in _standings_in_turn(act):
        found = cell(standing.role, resource)
        for rule in _rules(act, standing, found, action, about):
            if action == "read" and rule in IN_PART and not _shown(found, resource, fields):
                continue
            need = "" if rule == "emergency" else needed(act, standing, found.part2)
            yield Ground(standing, rule, need, resource if _by_resource(act, standing, rule, need) else "")


def _shown(found: Cell, resource: str, fields: str) -> bool:
    """Whether a page that shows `fields` shows no more than the cell opens."""
    return resource == PRESENCE or found.fields in {WHOLE, fields}


def _rules(act: Act, standing: Standing, found: Cell, action: str, about: About | None) -> Iterator[str]:
    rule = found.rule(action)
    if rule == "none" and action == "append" and found.write == "append":
        # Nothing may be read back: it can be added to whoever the role may see.
        rule = cell(standing.role, PRESENCE).read
    if rule in BY_ENTRY:
        # A rule that looks at the entry opens nothing to somebody who does not tell of one.
        if about is not None and BY_ENTRY[rule](act, about):
            yield _scope_of_entry(standing, rule)
    elif rule in RULES:
        yield rule
    if found.glass and action == "read" and standing != THEMSELF and asker(act).emergencies:
        yield "emergency"


def _scope_of_entry(standing: Standing, rule: str) -> str:
    if standing == THEMSELF:
        return "own"
    return cell(standing.role, PRESENCE).read if rule == "shared_up" else "entry"


def _by_resource(act: Act, standing: Standing, rule: str, need: str) -> bool:
    if standing == THEMSELF:
        return rule in BY_RESOURCE
    return rule in BY_RESOURCE or bool(need) or bool(asker(act).restricted)


def _people(act: Act, why: Ground, resource: str) -> Q:
    # A page asks about many resources; the question of one rule is put together once.
    name = (_who(act), why)
    if name not in act.memo:
        act.memo[name] = ruled(act, why, resource) & met(act, why.standing, why.need, resource)
    opened: Q = act.memo[name]
    return opened


def ruled(act: Act, why: Ground, resource: str) -> Q:
    """As a condition on people: those whom the rule of this ground opens, whatever Part 2 still asks."""
    return Q(pk__isnull=False) if why.rule == "entry" else RULES[why.rule](act, why.standing, resource)


def _closed_to_nobody(act: Act, resource: str) -> Q:
    return not_denied(act, asker(act), resource)


def _holds(act: Act, why: Ground, resource: str, person: Person) -> bool:
    if why.standing == THEMSELF:
        return is_own(act, why, resource, person)
    return _is_among(_people(act, why, resource) & _closed_to_nobody(act, resource), person)


def is_own(act: Act, why: Ground, resource: str, person: Person) -> bool:
    """Whether a ground on which somebody stands as themself holds: it needs no database to answer."""
    if person.pk is None:
        return False
    if why.rule == "own" and not why.need:
        # Somebody's own record: "exactly this one" needs no condition either.
        return act.actor is not None and act.actor.pk == person.pk
    return _people(act, why, resource) == Q(pk=person.pk)


def _is_among(people: Q, person: Person) -> bool:
    return Person.objects.filter(people, pk=person.pk).exists()


def _standings_in_turn(act: Act) -> Iterator[Standing]:
    # Roles are asked for only when standing as oneself did not answer.
    if act.actor is not None:
        yield THEMSELF
        yield from asker(act).standings[1:]
