"""Cases: an officer or an auditor reads named records for one purpose, after a second person approved it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from handrail.foundation.consent.evaluator import people_for, require
from handrail.foundation.consent.events import CaseApproved, CaseClosed, CaseOpened
from handrail.foundation.consent.models import Case, CasePerson
from handrail.foundation.consent.offices import keeps_privacy, may_approve_cases
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment


class NotACase(ValueError):
    """A case needs a number that is not taken, an end in the future, people who are clients, and for an auditor an agreement."""


@transaction.atomic
def open_case(
    number: str, *, purpose: Case.Purpose, reader: Person, role: Case.Role, people: Collection[Person],
    until_at: datetime, act: Act, agreement: str = "",
) -> Case:  # fmt: skip
    """The privacy officer opens a case. It opens no record before somebody else approved it."""
    require(keeps_privacy(act))
    assert act.actor is not None
    _check(number, reader, role, people, until_at, agreement, act)
    case = Case.objects.create(
        number=number, purpose=purpose, reader=reader, role=role, agreement=agreement, opened_by=act.actor,
        opened_at=act.at, until_at=until_at,
    )  # fmt: skip
    for person in people:
        CasePerson.objects.create(case=case, person=person)
        announce(CaseOpened(case.pk, person.pk, reader.pk, purpose.value), act=act)
    return case


@transaction.atomic
def approve_case(case: Case, *, act: Act) -> Case:
    """A second person approves: neither who opened it, nor who reads, nor anybody it names."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(may_approve_cases(act))
    assert act.actor is not None
    named = set(case.people.values_list("person", flat=True))
    require(act.actor.pk not in {case.opened_by_id, case.reader_id, *named})
    # A supervisor learns of nobody by approving: they approve for people whom they may see anyway.
    seen = people_for(act, "demographics").filter(pk__in=named).count()
    require(keeps_privacy(act) or seen == len(named))
    if case.approved_at is None and case.closed_at is None:
        case.approved_by, case.approved_at = act.actor, act.at
        case.save(update_fields=["approved_by", "approved_at"])
        for person in named:
            announce(CaseApproved(case.pk, person, case.reader_id), act=act)
    return case


@transaction.atomic
def close_case(case: Case, *, act: Act) -> Case:
    """Its purpose is served: the next request is refused."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    mine = act.actor is not None and act.actor.pk == case.reader_id
    require(mine or keeps_privacy(act))
    if case.closed_at is None:
        case.closed_at = act.at
        case.save(update_fields=["closed_at"])
        promise(CaseClosed.kind, person=None, subject=case.pk, state={}, act=act)
        for person in case.people.values_list("person", flat=True):
            announce(CaseClosed(case.pk, person, case.reader_id), act=act)
    return case


def _check(
    number: str, reader: Person, role: Case.Role, people: Collection[Person], until_at: datetime,
    agreement: str, act: Act,
) -> None:  # fmt: skip
    asked = {person.pk for person in people}
    clients = Person.objects.filter(Exists(Enrolment.objects.filter(person=OuterRef("pk"))), pk__in=asked)
    wrong = [
        not number or Case.objects.filter(number=number).exists(), until_at <= act.at, not asked,
        len(asked) != clients.count(), reader.pk in asked, role == Case.Role.AUDITOR and not agreement,
    ]  # fmt: skip
    if any(wrong):
        raise NotACase("Check the number, the end, the people and the agreement.")
