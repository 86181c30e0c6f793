"""The answer of the evaluator in sentences, for the privacy officer: what opens, what is missing, what closes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from handrail.foundation.consent.asker import THEMSELF, Standing, asker
from handrail.foundation.consent.denial import listed, restrictions_on
from handrail.foundation.consent.entries import BY_ENTRY
from handrail.foundation.consent.evaluator import decide, grounds, standings
from handrail.foundation.consent.matrix import Cell, cell
from handrail.foundation.consent.models import Conflict, RestrictedRecord
from handrail.foundation.consent.part2 import labelled, met
from handrail.foundation.consent.rules import RULES
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Programme

#: Each rule of the matrix, as what has to be true.
RULE_WORDS = {
    "own": "the record is their own",
    "assigned": "they care for this person now, in this role and program",
    "programme": "the person is enrolled in the program where they hold this role",
    "granted": "the person chose to share this with them",
    "referral": "a packet that names this was sent to their organization, on a consent that holds",
    "case": "an approved case names this person",
    "org": "the person is or was a client here",
    "episode": "they respond to a crisis episode of this person",
    "desk": "the person is expected at their site",
    "emergency": "they opened this record in an emergency that still lasts",
}
ENTRY_WORDS = {
    "author": "only the entries they wrote themself",
    "participant": "only conversations they take part in",
    "released": "only entries that were released to them one by one",
    "shared_up": "only entries marked for sharing",
}
NEED_WORDS = {
    "inside": "they work outside the Part 2 programs, so a consent that covers this is needed",
    "consent": "a consent that names their organization and this part is needed",
    "named_consent": "a consent that names them is needed",
    "notes_consent": "a separate consent for counseling notes is needed",
    "audit_agreement": "a written agreement under 42 CFR 2.53 is needed",
    "not_identifying": "nothing that identifies a person may be shown",
}
SHOWN_AS_NUMBERS = {"aggregate", "metadata"}


def explain(act: Act, resource: str, person: Person, action: str = "read") -> list[str]:
    """First the answer, then each role with its rule and whether it holds, then what Part 2 asks and what closes."""
    return [
        _answer(act, resource, person, action),
        *(line for standing in standings(act) for line in _role(act, standing, resource, person, action)),
        *_closing(act, resource, person),
    ]


def _answer(act: Act, resource: str, person: Person, action: str) -> str:
    decision = decide(act, resource, person, action)
    who, what = act.actor, f"{action} {words(resource)} of {person}"
    if decision.allowed:
        return f"{who} may {what}, as {words(decision.role)}."
    for standing in standings(act):
        part = decide(act, resource, person, action, fields=cell(standing.role, resource).fields)
        if part.allowed:
            return f"{who} may {what}, only the {words(part.fields)} part, as {words(part.role)}."
    return f"{who} may not {what}".rstrip(".") + "."


def _role(act: Act, standing: Standing, resource: str, person: Person, action: str) -> Iterator[str]:
    if standing == THEMSELF and act.actor != person:
        return
    found, name = cell(standing.role, resource), _standing(standing)
    asked = [why for why in grounds(act, resource, action, found.fields) if why.standing == standing]
    if not asked:
        yield f"{name}: {_no_ground(found, action)}."
    for why in asked:
        holds = _among(RULES[why.rule](act, standing, resource), person)
        yield f"{name}: opens when {RULE_WORDS.get(why.rule, why.rule)}. That is {'so' if holds else 'not so'} now."
        if holds and why.need:
            yield _part2(act, standing, why.need, resource, person)


def _no_ground(found: Cell, action: str) -> str:
    rule = found.rule(action)
    if rule in ENTRY_WORDS and rule in BY_ENTRY:
        return ENTRY_WORDS[rule]
    if rule in SHOWN_AS_NUMBERS:
        return "only counts, or that it exists; never what it says"
    return "this role never opens it" + (", except to read in an emergency" if found.glass else "")


def _part2(act: Act, standing: Standing, need: str, resource: str, person: Person) -> str:
    if not labelled(person):
        return "42 CFR Part 2: the record carries no label, so nothing more is asked."
    there = _among(met(act, standing, need, resource), person)
    return f"42 CFR Part 2: {NEED_WORDS.get(need, need)}. It is {'there' if there else 'not there'}."


def _closing(act: Act, resource: str, person: Person) -> Iterator[str]:
    if act.actor == person and len(standings(act)) > 1:
        yield "Closed: nobody opens their own record through a role."
    if Conflict.objects.at(act.at).filter(reader=act.actor, person=person).exists():
        yield "Closed: they stand too close to this person, and that was written down."
    if RestrictedRecord.objects.at(act.at).filter(person=person).exists() and not _among(listed(act), person):
        yield "Closed: the record is restricted, and they are not on its list."
    if restrictions_on(act, asker(act), resource).filter(person=person).exists():
        yield "Closed: the person asked for it and it was agreed."


def _standing(standing: Standing) -> str:
    if standing == THEMSELF:
        return "As themself"
    where = f" in {Programme.objects.get(pk=standing.programme)}" if standing.programme else ""
    return f"As {words(standing.role)}{where}"


def _among(people: Q, person: Person) -> bool:
    return Person.objects.filter(people, pk=person.pk).exists()


def words(name: str) -> str:
    """A role or a resource as it is read."""
    return {
        "checkins": "check-ins",
        "sud_record": "substance use record",
        "sud_counseling_notes": "protected counseling notes",
    }.get(name, name.replace("_", " "))
