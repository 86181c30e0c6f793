"""Many questions about one person's record, answered as `decide` answers each, in one question to the database.

A page that shows many parts of a record asks here, for its reader and for colleagues of theirs in the same go. The
rules are those of the evaluator: a ground is taken apart into what it rests on, and each of these is asked once,
however many grounds share it.
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
    """The decision about each, in the same order. One query, besides one for all who ask and are not known yet."""
    known = [
        decided_before(one.act, one.resource, person, one.action, one.fields, one.about) for one in questions
    ]
    new = [one for one, before in zip(questions, known, strict=True) if before is None]
    found = iter(_decide_new(person, new))
    return [before if before is not None else next(found) for before in known]


def ask_ahead(act: Act, person: Person, *cells: Asked, others: Iterable[Question] = ()) -> None:
    """Decide what a page is about to ask about somebody: an act that only looks is not asked for it again.

    `others`: what it is about to ask for colleagues of its reader, each `in_place_of` them.
    """
    if act.looks:
        decide_each(person, [*(Question(act, *one) for one in cells), *others])


def _decide_new(person: Person, questions: Sequence[Question]) -> Iterator[Decision]:
    know_askers([one.act for one in questions])
    asked = [(one, _to_be_asked(one, person)) for one in questions]
    held = _held(person, [either for _one, whys in asked for _why, rests in whys for either in rests])
    for one, whys in asked:
        opening = (why for why, rests in whys if all(any(held[name] for name in either) for either in rests))
        found = next((allowed(why, one.resource) for why in opening), REFUSAL)
        keep_decision(found, one.act, one.resource, person, one.action, one.fields, one.about)
        yield found


def _to_be_asked(one: Question, person: Person) -> list[tuple[Ground, list[Conditions]]]:
    """The grounds in order, each with what it rests on: on nothing, and alone, where it is their own record."""
    whys = grounds(one.act, one.resource, one.action, one.fields, one.about)
    own = next((why for why in whys if why.standing == THEMSELF), None)
    if own is not None and is_own(one.act, own, one.resource, person):
        return [(own, [])]
    return [(why, _rests_on(one, why)) for why in whys if why.standing != THEMSELF]


def _rests_on(one: Question, why: Ground) -> list[Conditions]:
    """What has to hold, of each at least one: the rule; that nothing keeps it; no label, or what it asks for."""
    who = _who(one.act)
    rule = (
        "rule", one.act.at, () if why.rule in OF_NOBODY_IN_PARTICULAR else who, why.standing, why.rule,
        one.resource if why.rule in BY_RESOURCE else "",
    )  # fmt: skip
    closed = ("nothing keeps it", who, one.resource if asker(one.act).restricted else "")
    found: list[Conditions] = [
        {rule: partial(ruled, one.act, why, one.resource)},
        {closed: partial(not_denied, one.act, asker(one.act), one.resource)},
    ]
    return [*found, _label(one, why)] if why.need else found


def _label(one: Question, why: Ground) -> Conditions:
    """No label, or what it asks for; nobody has what is not known."""
    basis = ("basis", _who(one.act), why.standing, why.need, one.resource)
    return {
        "no label": unlabelled,
        basis: lambda: there(one.act, why.standing, why.need, one.resource) or NOBODY,
    }


def _who(act: Act) -> tuple[int | None, object]:
    return act.actor.pk if act.actor else None, act.at


def _held(person: Person, asked: Iterable[Conditions]) -> dict[Hashable, bool]:
    """By the name of each condition, whether it holds for this person. One query; none where nothing is asked."""
    wanted = {name: condition for one in asked for name, condition in one.items()}
    if not wanted or person.pk is None:
        return dict.fromkeys(wanted, False)
    columns = {
        f"holds_{n}": ExpressionWrapper(condition(), output_field=BooleanField())
        for n, condition in enumerate(wanted.values())
    }
    row = Person.objects.filter(pk=person.pk).order_by().annotate(**columns).values_list(*columns).first()
    return dict(zip(wanted, row or [False] * len(wanted), strict=True))
