"""What closes a record, made true again after a restore. What would open one again only holds when it was kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from handrail.foundation.consent.models import (
    Case,
    Conflict,
    EmergencyAccess,
    Recipient,
    RestrictedReader,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.people.models import Person

#: What stands for words that were lost with the row: nobody's words are in the promise ledger.
LOST = "Agreed before a restore; the words were lost with it."


def emergency_access_ended(promised: Promise, act: Act) -> bool:
    """The worker no longer sees the person."""
    ended = EmergencyAccess.objects.filter(pk=promised.subject, person=promised.person, ended_at=None)
    return bool(ended.filter(opened_at__lte=promised.acted_at).update(ended_at=promised.acted_at))


def restriction_agreed(promised: Promise, act: Act) -> bool:
    """It holds again, also when the asking was lost."""
    person, terms = _there(Person, promised.person), _terms(promised.state)
    if person is None or not (terms["reader"] or terms["recipient"] or terms["role"]):
        return False
    kept = Restriction.objects.filter(pk=promised.subject, person=person, state=Restriction.State.ENDED)
    agreed = Restriction.objects.filter(person=person, state=Restriction.State.AGREED, **terms)
    if kept.exists() or agreed.exists():
        return False
    decided = {"decided_at": promised.acted_at, "decided_by_id": _there(Person, promised.actor)}
    asked = Restriction.objects.filter(pk=promised.subject, person=person)
    if asked.update(state=Restriction.State.AGREED, **terms, **decided):
        return True
    terms |= {"reader_id": terms.pop("reader"), "recipient_id": terms.pop("recipient")}
    Restriction.objects.create(
        person_id=person, asked_at=promised.acted_at, answer=LOST,
        state=Restriction.State.AGREED, **terms, **decided,
    )  # fmt: skip
    return True


def restriction_ended(promised: Promise, act: Act) -> bool:
    """The person ended it; this opens, so it holds only when it was surely done. A lost row is known by its terms."""
    if not promised.kept:
        return False
    same = Q(pk=promised.subject) | Q(
        state=Restriction.State.AGREED, decided_at__lte=promised.acted_at, **_terms(promised.state)
    )
    standing = Restriction.objects.filter(same, person=promised.person).exclude(state=Restriction.State.ENDED)
    return bool(standing.update(state=Restriction.State.ENDED, ended_at=promised.acted_at))


def _terms(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "reader": _there(Person, told["reader"]), "recipient": _there(Recipient, told["recipient"]),
        "role": told["role"] or "", "resources": sorted(name[3:] for name in told if name.startswith("of_")),
    }  # fmt: skip


def conflict_noted(promised: Promise, act: Act) -> bool:
    """The worker stays away from this record."""
    reader, person = _there(Person, promised.state["reader"]), _there(Person, promised.person)
    over = Conflict.objects.filter(pk=promised.subject, person=person).exclude(until_at=None)
    if reader is None or person is None or over.exists():
        return False
    _noted, new = Conflict.objects.get_or_create(
        reader_id=reader, person_id=person, until_at=None,
        defaults={
            "tie": promised.state["tie"], "from_at": promised.acted_at,
            "noted_by_id": _there(Person, promised.actor),
        },
    )  # fmt: skip
    return new


def conflict_ended(promised: Promise, act: Act) -> bool:
    """Ended, when it was surely done."""
    reader = promised.state["reader"]
    standing = Conflict.objects.filter(reader=reader, person=promised.person, until_at=None)
    standing = standing.filter(from_at__lte=promised.acted_at)
    return promised.kept and bool(standing.update(until_at=promised.acted_at))


def record_restricted(promised: Promise, act: Act) -> bool:
    """Closed to all again, with the officer who closed it on its list: they put the other readers back."""
    officer, person = _there(Person, promised.actor), _there(Person, promised.person)
    over = RestrictedRecord.objects.filter(pk=promised.subject, person=person).exclude(until_at=None)
    if officer is None or person is None or over.exists():
        return False
    record, new = RestrictedRecord.objects.get_or_create(
        person_id=person, until_at=None,
        defaults={"reason": promised.state["reason"], "noted_by_id": officer, "from_at": promised.acted_at},
    )  # fmt: skip
    if new:
        RestrictedReader.objects.create(record=record, reader_id=officer, from_at=promised.acted_at)
    return new


def record_reopened(promised: Promise, act: Act) -> bool:
    """An ordinary record again, when it was surely done."""
    standing = RestrictedRecord.objects.filter(person=promised.person, until_at=None)
    standing = standing.filter(from_at__lte=promised.acted_at)
    return promised.kept and bool(standing.update(until_at=promised.acted_at))


def reader_unlisted(promised: Promise, act: Act) -> bool:
    """No longer on the list."""
    listed = RestrictedReader.objects.filter(
        record__person=promised.person, reader=promised.state["reader"], until_at=None,
        from_at__lte=promised.acted_at,
    )  # fmt: skip
    return bool(listed.update(until_at=promised.acted_at))


def case_closed(promised: Promise, act: Act) -> bool:
    """The case opens nothing any more."""
    return bool(Case.objects.filter(pk=promised.subject, closed_at=None).update(closed_at=promised.acted_at))


def _there(model: type[Person] | type[Recipient], key: int | None) -> int | None:
    """The key, if the restored database has its row."""
    return key if key is not None and model.objects.filter(pk=key).exists() else None
