"""Conflicts and restricted records: what closes a record to a worker, and opens it to a list alone (G02, G03)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from handrail.foundation.consent.evaluator import people_for, require
from handrail.foundation.consent.events import (
    ConflictEnded,
    ConflictNoted,
    ReaderListed,
    ReaderUnlisted,
    RecordReopened,
    RecordRestricted,
)
from handrail.foundation.consent.models import Conflict, RestrictedReader, RestrictedRecord
from handrail.foundation.consent.offices import keeps_privacy, officers
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person


class NoOfficerListed(ValueError):
    """A restricted record always has a privacy officer among its readers: somebody answers for it."""


@transaction.atomic
def note_conflict(person: Person, reader: Person, *, tie: Conflict.Tie, act: Act) -> Conflict:
    """A worker says that they know the person, or the privacy officer writes it down. Noting twice changes nothing."""
    require(_knows(person, reader, act) or (_by_office(person, act) and reader != person))
    noted, new = Conflict.objects.get_or_create(
        reader=reader, person=person, until_at=None,
        defaults={"tie": tie, "noted_by": act.actor, "from_at": act.at},
    )  # fmt: skip
    if new:
        state = {"reader": reader.pk, "tie": tie.value}
        promise(ConflictNoted.kind, person=person.pk, subject=noted.pk, state=state, act=act)
        # The entry names no person: their story must not tell them who they are to a worker.
        announce(ConflictNoted(noted.pk, None, reader.pk), act=act)
    return noted


@transaction.atomic
def end_conflict(conflict: Conflict, *, act: Act) -> Conflict:
    """The privacy officer ends it. Never the worker themself, nor an officer for whom it was noted."""
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("person").get(pk=conflict.pk)
    own = act.actor is not None and act.actor.pk == conflict.reader_id
    require(not own and _by_office(conflict.person, act))
    if conflict.until_at is None:
        conflict.until_at = act.at
        conflict.save(update_fields=["until_at"])
        state = {"reader": conflict.reader_id}
        promise(ConflictEnded.kind, person=conflict.person_id, subject=conflict.pk, state=state, act=act)
        announce(ConflictEnded(conflict.pk, None, conflict.reader_id), act=act)
    return conflict


@transaction.atomic
def restrict_record(
    person: Person, *, reason: RestrictedRecord.Reason, readers: Collection[Person], act: Act
) -> RestrictedRecord:
    """Only the listed readers, and the officer who restricts it, find and open this record from now on."""
    require(_by_office(person, act))
    assert act.actor is not None
    record, new = RestrictedRecord.objects.get_or_create(
        person=person, until_at=None,
        defaults={"reason": reason, "noted_by": act.actor, "from_at": act.at},
    )  # fmt: skip
    if new:
        state = {"reason": reason.value}
        promise(RecordRestricted.kind, person=person.pk, subject=record.pk, state=state, act=act)
        announce(RecordRestricted(record.pk, None, reason.value), act=act)
    for reader in {act.actor, *readers}:
        _list(record, reader, act)
    return record


@transaction.atomic
def list_reader(record: RestrictedRecord, reader: Person, *, act: Act) -> RestrictedReader:
    """One more reader. Listing twice changes nothing."""
    record = _locked(record, act)
    return _list(record, reader, act)


@transaction.atomic
def unlist_reader(record: RestrictedRecord, reader: Person, *, act: Act) -> None:
    """A reader leaves the list: their next request is refused."""
    record = _locked(record, act)
    on_list = RestrictedReader.objects.filter(record=record, until_at=None)
    listed = on_list.filter(reader=reader).first()
    if listed is None:
        return
    if not on_list.exclude(pk=listed.pk).filter(reader__in=officers(act)).exists():
        raise NoOfficerListed("Put another privacy officer on the list first.")
    listed.until_at = act.at
    listed.save(update_fields=["until_at"])
    state = {"reader": reader.pk}
    promise(ReaderUnlisted.kind, person=record.person_id, subject=record.pk, state=state, act=act)
    announce(ReaderUnlisted(record.pk, None, reader.pk), act=act)


@transaction.atomic
def reopen_record(record: RestrictedRecord, *, act: Act) -> RestrictedRecord:
    """The record is an ordinary one again."""
    record = _locked(record, act)
    if record.until_at is None:
        record.until_at = act.at
        record.save(update_fields=["until_at"])
        promise(RecordReopened.kind, person=record.person_id, subject=record.pk, state={}, act=act)
        announce(RecordReopened(record.pk, None), act=act)
    return record


def _locked(record: RestrictedRecord, act: Act) -> RestrictedRecord:
    record = (
        RestrictedRecord.objects.select_for_update(of=("self",)).select_related("person").get(pk=record.pk)
    )
    require(_by_office(record.person, act))
    return record


def _list(record: RestrictedRecord, reader: Person, act: Act) -> RestrictedReader:
    listed, new = RestrictedReader.objects.get_or_create(
        record=record, reader=reader, until_at=None, defaults={"from_at": act.at}
    )
    if new:
        announce(ReaderListed(record.pk, None, reader.pk), act=act)
    return listed


def _knows(person: Person, reader: Person, act: Act) -> bool:
    own = act.actor is not None and act.actor == reader
    return own and people_for(act, "demographics").exclude(pk=reader.pk).filter(pk=person.pk).exists()


def _by_office(person: Person, act: Act) -> bool:
    """The privacy officer decides by office here, whatever closes the record to them: only never for themself."""
    return keeps_privacy(act) and act.actor is not None and act.actor.pk != person.pk
