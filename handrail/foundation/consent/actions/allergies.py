"""What somebody must not get: told by them, or written down by whoever may write their medicines (matrix, decision 39)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import Refused, decide, may
from handrail.foundation.consent.events.needs import AllergyEnded, AllergyNoted, NoAllergyTold
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Allergy, NoneKnown, Person, active_allergies, none_known
from handrail.foundation.people.models.allergies import Source
from handrail.foundation.teams.queries import local


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one allergy."""

    substance: str
    reaction: str
    criticality: Allergy.Criticality
    says_so: Source


class AllergyStands(ValueError):
    """What was asked does not fit what stands there. Nothing was changed; the words say what to do."""


def may_tell_allergies(act: Act, person: Person) -> bool:
    """The person of themself; a worker who may write medicines. Both read them, too."""
    own = act.actor is not None and act.actor.pk == person.pk
    return may(act, "medications", person) and (own or decide(act, "medications", person, "write").allowed)


def may_change_allergy(act: Act, allergy: Allergy) -> bool:
    """The person what they wrote themself; a worker who may write medicines whatever stands there."""
    own = act.actor is not None and act.actor.pk == allergy.person_id
    return may_tell_allergies(act, allergy.person) and (not own or allergy.noted_by_id == allergy.person_id)


@transaction.atomic
def note_allergy(person: Person, told: Told, *, act: Act) -> Allergy:
    """Write one down; that none is known ends with it. The same told again is kept once. Raises AllergyStands, Refused."""
    hold(person)
    _require(may_tell_allergies(act, person))
    there = next((one for one in active_allergies(person) if _same(one.substance, told.substance)), None)
    if there is not None:
        if _told(there) == told:
            return there
        words = _("%(substance)s stands here already. Change it there; what you wrote is still here.")
        raise AllergyStands(words % {"substance": there.substance})
    made = _write(person, told, act)
    known = none_known(person)
    if known is not None:
        _end_none_known(known, act)
    announce(AllergyNoted(made.pk, person.pk, anew=False), act=act)
    return made


@transaction.atomic
def change_allergy(allergy: Allergy, told: Told, *, act: Act) -> Allergy:
    """The earlier version ends, and it is written anew. Unchanged it stays as it is. Raises AllergyStands, Refused."""
    allergy = _locked(allergy, act)
    others = [one for one in active_allergies(allergy.person) if one.pk != allergy.pk]
    if any(_same(one.substance, told.substance) for one in others):
        raise AllergyStands(_("%(substance)s stands here twice then.") % {"substance": told.substance})
    if _told(allergy) == told:
        return allergy
    _move(allergy, Allergy.Status.REPLACED, act)
    made = _write(allergy.person, told, act)
    announce(AllergyNoted(made.pk, allergy.person_id, anew=True), act=act)
    return made


@transaction.atomic
def end_allergy(allergy: Allergy, *, status: Allergy.Status, act: Act) -> Allergy:
    """It was found not to be so (REFUTED), or was a mistake. Raises AllergyStands, Refused."""
    allergy = _locked(allergy, act)
    _move(allergy, status, act)
    announce(AllergyEnded(allergy.pk, allergy.person_id, status.value), act=act)
    return allergy


@transaction.atomic
def tell_none_known(person: Person, *, says_so: Source, act: Act) -> NoneKnown:
    """They were asked, and know of none. Told again on another day it takes the place of what was told before.

    Raises AllergyStands while one holds, Refused.
    """
    hold(person)
    _require(may_tell_allergies(act, person))
    if active_allergies(person):
        raise AllergyStands(_("An allergy stands here. Say first what is not so about it."))
    assert act.actor is not None
    before = none_known(person)
    if before is not None:
        same_day = local(person, before.noted_at).date() == local(person, act.at).date()
        if same_day and (before.noted_by, before.says_so) == (act.actor, says_so):
            return before
        _end_none_known(before, act)
    made = NoneKnown.objects.create(person=person, says_so=says_so, noted_by=act.actor, noted_at=act.at)
    announce(NoAllergyTold(made.pk, person.pk), act=act)
    return made


def _require(allowed: bool) -> None:
    if not allowed:
        raise Refused


def _locked(allergy: Allergy, act: Act) -> Allergy:
    hold(allergy.person)
    found = Allergy.objects.select_for_update(of=("self",)).select_related("person").get(pk=allergy.pk)
    _require(may_change_allergy(act, found))
    if found.status != Allergy.Status.ACTIVE:
        raise AllergyStands(
            _("Somebody changed this meanwhile. Look at what stands here now; nothing of yours was changed.")
        )
    return found


def _write(person: Person, told: Told, act: Act) -> Allergy:
    assert act.actor is not None
    return Allergy.objects.create(
        person=person, substance=told.substance, reaction=told.reaction, criticality=told.criticality,
        says_so=told.says_so, noted_by=act.actor, noted_at=act.at,
    )  # fmt: skip


def _move(allergy: Allergy, status: Allergy.Status, act: Act) -> None:
    if status not in Allergy.MOVES[Allergy.Status(allergy.status)]:
        raise AllergyStands(_("This does not hold any more."))
    allergy.status, allergy.ended_by, allergy.ended_at = status, act.actor, act.at
    allergy.save(update_fields=["status", "ended_by", "ended_at"])


def _end_none_known(known: NoneKnown, act: Act) -> None:
    known.ended_by, known.ended_at = act.actor, act.at
    known.save(update_fields=["ended_by", "ended_at"])


def _told(allergy: Allergy) -> Told:
    return Told(
        allergy.substance, allergy.reaction, Allergy.Criticality(allergy.criticality), Source(allergy.says_so)
    )


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
