"""Writing down a group: what it did, once, and a line or two for each who has a seat."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Attendance, Occasion
from handrail.pillars.counseling import policy
from handrail.pillars.counseling.actions.notes import sign
from handrail.pillars.counseling.events import GroupWritten, NoteBegun
from handrail.pillars.counseling.models import GroupRecord, Note
from handrail.pillars.counseling.naming import named_in
from handrail.pillars.counseling.queries import roster


class NamesAnother(ValueError):
    """A line would show one person of the group in the record of another. Nothing was saved."""


class GroupWrittenMeanwhile(ValueError):
    """Somebody wrote about this group after the page was opened. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is written about one person: whether they came, how they took part, a line or two; over which version."""

    status: str = ""
    took_part: str = ""
    own: str = ""
    began_from: int = 0


@transaction.atomic
def write_group(
    occasion: Occasion, *, did: str, began_from: int, lines: Mapping[Person, Line], signing: Collection[Person], act: Act
) -> GroupRecord:  # fmt: skip
    """Write it all, or nothing of it. Raises NamesAnother, GroupWrittenMeanwhile, Refused, NothingWritten, CannotSign."""
    assert act.actor is not None
    occasion = (
        Occasion.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=occasion.pk)
    )
    _refuse_names(occasion, did, lines)
    record = _record(occasion, did, began_from, act)
    for person, line in lines.items():
        _about(occasion, person, line, act)
    for person in signing:
        _sign(occasion, person, record, act)
    return record


def _refuse_names(occasion: Occasion, did: str, lines: Mapping[Person, Line]) -> None:
    names = {one.pk: one.preferred_name for one in roster(occasion)}
    found = set(named_in(did, names))
    for person, line in lines.items():
        found |= set(named_in(line.own, names, besides=person.pk))
    if found:
        raise NamesAnother(
            _(
                "This would show %(names)s in the record of others. Say it without the name. Nothing was saved; all of it is still here."
            )
            % {"names": ", ".join(sorted(found))}
        )


def _record(occasion: Occasion, did: str, began_from: int, act: Act) -> GroupRecord:
    assert act.actor is not None
    record = GroupRecord.objects.filter(occasion=occasion).first()
    if record is None:
        record = GroupRecord(occasion=occasion, written_by=act.actor, written_at=act.at)
    elif record.did == did:
        return record
    elif record.version != began_from:
        raise _meanwhile()
    record.did, record.version = did, record.version + 1
    record.written_by, record.written_at = act.actor, act.at
    record.save()
    announce(GroupWritten(record.pk, None), act=act)
    return record


def _meanwhile() -> GroupWrittenMeanwhile:
    return GroupWrittenMeanwhile(
        _(
            "Somebody wrote about this group meanwhile. Nothing of theirs was changed, and what you typed is still here. Open the page a second time to see both."
        )
    )


def _about(occasion: Occasion, person: Person, line: Line, act: Act) -> None:
    if line.status:
        scheduling.note_attendance(occasion, person, status=Attendance.Status(line.status), act=act)
    note = Note.objects.filter(occasion=occasion, person=person, dropped_at=None).first()
    kept = {name: text for name, text in (("took_part", line.took_part), ("own", line.own.strip())) if text}
    if (note is None and not kept) or (note is not None and (note.is_signed or note.parts == kept)):
        return
    if note is not None and note.version != line.began_from:
        raise _meanwhile()
    _keep(note or _begun(occasion, person, act), kept, act)


def _begun(occasion: Occasion, person: Person, act: Act) -> Note:
    assert act.actor is not None
    require(policy.may_begin(act, person))
    note = Note.objects.create(
        person=person, author=act.actor, occasion=occasion, shape=Note.Shape.GROUP, begun_at=act.at,
        saved_at=act.at,
    )  # fmt: skip
    announce(NoteBegun(note.pk, None), act=act)
    return note


def _keep(note: Note, kept: Mapping[str, str], act: Act) -> None:
    require(policy.may_change(act, note))
    note.words, note.version, note.saved_at = json.dumps(kept, ensure_ascii=False), note.version + 1, act.at
    note.save(update_fields=["words", "version", "saved_at"])


def _sign(occasion: Occasion, person: Person, record: GroupRecord, act: Act) -> None:
    found = Note.objects.filter(occasion=occasion, person=person, dropped_at=None).first()
    if found is not None and found.is_signed:
        return
    note = found or _begun(occasion, person, act)
    there = Attendance.objects.filter(occasion=occasion, person=person).first()
    did = {"did": record.did} if record.did and there is not None and there.was_there else {}
    if did:
        _keep(note, {**did, **note.parts}, act)
    sign(note, act=act)
