"""Many questions about one person's record, answered as `decide` answers each, in a few questions to the database.

A page that shows many parts of a record asks here. The rules are those of the evaluator: a ground is taken apart into
what it rests on, and each of these is asked once, however many grounds share it. What is dear to ask (a consent) is
asked only where all before it did not settle the matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import BooleanField, ExpressionWrapper, Q

from handrail.foundation.consent.asker import THEMSELF, asker, know_askers
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import (
    REFUSAL,
    WHOLE,
    Decision,
    Ground,
    allowed,
    decided_before,
    grounds,
    is_own,
    keep_decision,
    ruled,
)
from handrail.foundation.consent.part2 import there, unlabelled
from handrail.foundation.consent.rules import BY_RESOURCE, NOBODY, OF_NOBODY_IN_PARTICULAR
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person

#: Resource and action; then, where it matters, the field set and what is known of the entry.
Asked = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, About]
#: By its name: how a condition on the person is put together. Two that are the same have the same name.
Conditions = dict[Hashable, Callable[[], Q]]


@dataclass(frozen=True, slots=True)
class Question:
    """What `decide` is asked, but for the person."""

    act: Act
    resource: str
    action: str = "read"
    fields: str = WHOLE
    about: About | None = None


def decide_each(person: Person, questions: Sequence[Question]) -> list[Decision]:
    """The decision about each, in the same order.

    Two queries at most, besides who asks: what every ground rests on, then the consents that this left to ask for.
    """
    known = [
        decided_before(one.act, one.resource, person, one.action, one.fields, one.about) for one in questions
    ]
    new = [one for one, before in zip(questions, known, strict=True) if before is None]
    found = iter(_decide_new(person, new))
    return [before if before is not None else next(found) for before in known]


def ask_ahead(act: Act, person: Person, *cells: Asked) -> None:
    """Decide what a page is about to ask about somebody: an act that only looks is not asked for it again."""
    if act.looks:
        decide_each(person, [Question(act, *one) for one in cells])


def _decide_new(person: Person, questions: Sequence[Question]) -> Iterator[Decision]:
    know_askers([one.act for one in questions])
    asked = [(one, grounds(one.act, one.resource, one.action, one.fields, one.about)) for one in questions]
    known: dict[Hashable, bool] = {}
    while True:
        told = [_decided(one, whys, person, known) for one, whys in asked]
        wanted: Conditions = {}
        for answer in told:
            if not isinstance(answer, Decision):
                wanted |= answer
        if not wanted:
            break
        known |= _held(person, wanted)
    for one, answer in zip(questions, told, strict=True):
        if isinstance(answer, Decision):
            keep_decision(answer, one.act, one.resource, person, one.action, one.fields, one.about)
            yield answer


def _decided(
    one: Question, whys: Sequence[Ground], person: Person, known: dict[Hashable, bool]
) -> Decision | Conditions:
    """The decision, or what has to be known first."""
    own = next((why for why in whys if why.standing == THEMSELF), None)
    if own is not None and is_own(one.act, own, one.resource, person):
        return allowed(own, one.resource)
    firsts = [(why, _first(one, why)) for why in whys if why.standing != THEMSELF]
    if wanted := _unknown((first for _why, first in firsts), known):
        return wanted
    held = [(why, label) for why, (rule, closed, *label) in firsts if known[rule] and known[closed]]
    for place, (why, label) in enumerate(held):
        if not label or known[label[0]]:
            return allowed(why, one.resource)
        if wanted := _unknown((_then(one, later) for later, _label in held[place:]), known):
            return wanted
        if known[next(iter(_then(one, why)))]:
            return allowed(why, one.resource)
    return REFUSAL


def _unknown(asked: Iterable[Conditions], known: dict[Hashable, bool]) -> Conditions:
    return {name: condition for one in asked for name, condition in one.items() if name not in known}


def _first(one: Question, why: Ground) -> Conditions:
    """The rule, that nothing keeps it, and where Part 2 asks for something that there is no label."""
    who = _who(one.act)
    rule = (
        "rule", one.act.at, () if why.rule in OF_NOBODY_IN_PARTICULAR else who, why.standing, why.rule,
        one.resource if why.rule in BY_RESOURCE else "",
    )  # fmt: skip
    closed = ("nothing keeps it", who, one.resource if asker(one.act).restricted else "")
    found: Conditions = {
        rule: partial(ruled, one.act, why, one.resource),
        closed: partial(not_denied, one.act, asker(one.act), one.resource),
    }
    return found | ({"no label": unlabelled} if why.need else {})


def _then(one: Question, why: Ground) -> Conditions:
    """What the label asks for; nobody has what is not known."""
    basis = ("basis", _who(one.act), why.standing, why.need, one.resource)
    return {basis: lambda: there(one.act, why.standing, why.need, one.resource) or NOBODY}


def _who(act: Act) -> tuple[int | None, object]:
    return act.actor.pk if act.actor else None, act.at


def _held(person: Person, wanted: Conditions) -> dict[Hashable, bool]:
    if person.pk is None:
        return dict.fromkeys(wanted, False)
    columns = {
        f"holds_{n}": ExpressionWrapper(condition(), output_field=BooleanField())
        for n, condition in enumerate(wanted.values())
    }
    row = Person.objects.filter(pk=person.pk).order_by().annotate(**columns).values_list(*columns).first()
    return dict(zip(wanted, row or [False] * len(wanted), strict=True))
