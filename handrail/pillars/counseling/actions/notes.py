"""Writing a note, signing it, adding to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import organisation_day, practice_of
from handrail.pillars.counseling import policy
from handrail.pillars.counseling.events import (
    NoteAmended,
    NoteBegun,
    NoteCosigned,
    NoteDropped,
    NoteReviewed,
    NoteSigned,
)
from handrail.pillars.counseling.models import Addendum, DraftCopy, Note, NoteReview, Thread
from handrail.pillars.counseling.models.notes import LONGEST
from handrail.pillars.counseling.shapes import parts_of


class NotADraft(ValueError):
    """It is signed, or put away: it can be added to, with a reason, and not changed."""


class TooLong(ValueError):
    """More than there is room for. Nothing was cut."""


class NothingWritten(ValueError):
    """There is nothing to sign yet."""


class CannotSign(ValueError):
    """The credential of whoever would sign does not reach."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it is now, and the copy of what was sent when somebody had changed it meanwhile."""

    note: Note
    copy: DraftCopy | None = None


@transaction.atomic
def begin_note(
    person: Person, *, shape: Note.Shape, act: Act, appointment: Appointment | None = None
) -> Note:
    """A draft, which only its author sees. For an appointment that has one already, that one."""
    assert act.actor is not None
    require(policy.may_begin(act, person))
    require(appointment is None or appointment.person_id == person.pk)
    if appointment is not None:
        Appointment.objects.select_for_update().get(pk=appointment.pk)
        mine = Note.objects.filter(appointment=appointment, author=act.actor, dropped_at=None).first()
        if mine is not None:
            return mine
    note = Note.objects.create(
        person=person,
        author=act.actor,
        appointment=appointment,
        shape=shape,
        begun_at=act.at,
        saved_at=act.at,
    )
    announce(NoteBegun(note.pk, None), act=act)
    return note


@transaction.atomic
def save_draft(
    note: Note, words: Mapping[str, str], *, began_from: int, written: str, act: Act,
    goals: Iterable[Goal] = (), steps: Iterable[Step] = (),
) -> Saved:  # fmt: skip
    """Keep what was typed over version `began_from`. Sent over a newer one it is kept beside it: nothing is lost."""
    note = _draft(note, act)
    kept = _fitting(note, words)
    if note.parts == kept:
        _thread(note, goals, steps, written)
        return Saved(note)
    as_json = json.dumps(kept, ensure_ascii=False)
    if note.version != began_from:
        return Saved(note, _both_beside(note, as_json, act))
    note.words, note.version, note.saved_at = as_json, note.version + 1, act.at
    note.save(update_fields=["words", "version", "saved_at"])
    _thread(note, goals, steps, written)
    return Saved(note)


def _draft(note: Note, act: Act) -> Note:
    note = Note.objects.select_for_update().get(pk=note.pk)
    require(policy.may_change(act, note))
    if note.signed_at is not None or note.dropped_at is not None:
        raise NotADraft(
            _("This is signed. It stays as it is; add to it with a reason. What you typed is below.")
        )
    return note


def _fitting(note: Note, words: Mapping[str, str]) -> dict[str, str]:
    kept = {part.id: text for part in parts_of(note.shape) if (text := words.get(part.id, "").strip())}
    if (long := sum(map(len, kept.values()))) > LONGEST:
        raise TooLong(
            _("These are %(long)s characters; a note has room for %(room)s. Nothing was cut; shorten it.")
            % {"long": long, "room": LONGEST}
        )
    return kept


def _both_beside(note: Note, as_json: str, act: Act) -> DraftCopy:
    # Whichever of the two its author saves next, the other stands there too.
    if note.words:
        _beside(note, note.words, act)
    return _beside(note, as_json, act)


def _beside(note: Note, as_json: str, act: Act) -> DraftCopy:
    # Sent twice it is kept once.
    for copy in note.copies.all():
        if copy.words == as_json:
            return copy
    return DraftCopy.objects.create(note=note, words=as_json, kept_at=act.at)


def _thread(note: Note, goals: Iterable[Goal], steps: Iterable[Step], written: str) -> None:
    if written and written != note.written:
        note.written = Note.Written(written)
        note.save(update_fields=["written"])
    wanted = {("goal", one.pk) for one in goals if one.plan.person_id == note.person_id}
    wanted |= {("step", one.pk) for one in steps if one.plan.person_id == note.person_id}
    there = {("goal" if t.goal_id else "step", t.goal_id or t.step_id): t for t in note.threads.all()}
    note.threads.filter(pk__in=[t.pk for key, t in there.items() if key not in wanted]).delete()
    for kind, key in wanted - set(there):
        Thread.objects.create(note=note, **{f"{kind}_id": key})


@transaction.atomic
def sign(note: Note, *, act: Act) -> Note:
    """From now on it is part of the record and open to the person. Where the credential asks, a second person signs."""
    assert act.actor is not None
    note = _draft(note, act)
    if not note.parts:
        raise NothingWritten(_("There is nothing to sign yet. Write a few words first."))
    practice = practice_of(act.actor, organisation_day(act.at))
    if practice == "expired":
        raise CannotSign(
            _("Your credential has run out, so you cannot sign now. The draft is kept; ask your supervisor.")
        )
    note.signed_at = act.at
    note.cosign = Note.Cosign.NONE if practice == "independent" else Note.Cosign.WAITING
    note.save(update_fields=["signed_at", "cosign"])
    announce(NoteSigned(note.pk, note.person_id, note.cosign), act=act)
    return note


@transaction.atomic
def cosign(note: Note, *, act: Act) -> Note:
    """A supervisor with a credential of their own signs too. Again changes nothing."""
    assert act.actor is not None
    note = Note.objects.select_for_update().get(pk=note.pk)
    require(policy.may_cosign(act, note))
    if note.cosign != Note.Cosign.WAITING:
        return note
    if practice_of(act.actor, organisation_day(act.at)) != "independent":
        raise CannotSign(
            _(
                "A second signature needs a credential to practise on one’s own, and none of yours is on file. Nothing was changed."
            )
        )
    note.cosign, note.cosigned_by, note.cosigned_at = Note.Cosign.DONE, act.actor, act.at
    note.save(update_fields=["cosign", "cosigned_by", "cosigned_at"])
    announce(NoteCosigned(note.pk, note.person_id), act=act)
    return note


@transaction.atomic
def amend(note: Note, *, words: str, reason: str, act: Act) -> Addendum:
    """Add to a signed note, and say why. What was signed stays."""
    assert act.actor is not None
    note = Note.objects.select_for_update().get(pk=note.pk)
    require(policy.may_change(act, note) and note.signed_at is not None)
    if not reason.strip() or not words.strip():
        raise NothingWritten(_("Say what to add, and why. Nothing was changed."))
    added = Addendum.objects.create(
        note=note, written_by=act.actor, written_at=act.at, reason=reason.strip(), words=words.strip()
    )
    announce(NoteAmended(added.pk, note.person_id, note.pk), act=act)
    return added


@transaction.atomic
def drop_draft(note: Note, *, act: Act) -> Note:
    """Put a draft away that will not be signed. It is part of no record."""
    note = _draft(note, act)
    note.dropped_at = act.at
    note.save(update_fields=["dropped_at"])
    announce(NoteDropped(note.pk, None), act=act)
    return note


@transaction.atomic
def review(note: Note, *, act: Act) -> NoteReview:
    """A supervisor read it. Again changes nothing."""
    assert act.actor is not None
    note = Note.objects.select_for_update().get(pk=note.pk)
    require(policy.may_cosign(act, note) and note.signed_at is not None)
    found, new = NoteReview.objects.get_or_create(
        note=note, reviewed_by=act.actor, defaults={"reviewed_at": act.at}
    )
    if new:
        announce(NoteReviewed(found.pk, note.person_id, note.pk), act=act)
    return found
