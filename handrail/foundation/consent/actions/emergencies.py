"""Emergency access: opening, writing down its facts, ending, telling and reviewing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from handrail.foundation.consent.asker import Standing, asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import PRESENCE, require
from handrail.foundation.consent.events import (
    EmergencyAccessEnded,
    EmergencyAccessOpened,
    EmergencyAccessReviewed,
    EmergencyAccessTold,
    EmergencyFactsMissing,
    EmergencyFactsWritten,
    EmergencySearched,
)
from handrail.foundation.consent.models import EmergencyAccess, EmergencySearch
from handrail.foundation.consent.models.emergencies import FACTS_WITHIN, LASTS
from handrail.foundation.consent.offices import discloses, emergency_standing, licensed, may_decide
from handrail.foundation.consent.part2 import labelled
from handrail.foundation.consent.seeking import Known, found_by, searches_left
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_locked
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person

AT_ONCE = 100


class TooManySearches(ValueError):
    """This worker searched often enough for an hour."""


class NotAMedicalEmergency(ValueError):
    """Outside the Part 2 programmes only a medical emergency opens a record (42 CFR 2.51)."""


class AlreadyReviewed(ValueError):
    """Somebody reviewed this emergency access before."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What 42 CFR 2.51(c) asks for besides the discloser, who is the actor."""

    personnel: str = ""
    affiliation: str = ""
    nature: str = ""
    happened_at: datetime | None = None


NO_FACTS = Facts()


@transaction.atomic
def seek_in_emergency(
    known: Known, *, reason: EmergencyAccess.Reason, words: str, act: Act, facts: Facts = NO_FACTS,
    withheld_because: str = "",
) -> EmergencyAccess | None:  # fmt: skip
    """Look for somebody and open their record. The search is written down before anybody learns what it found."""
    standing = _standing(act, reason)
    assert act.actor is not None
    # One search of one worker at a time: the limit counts what is written.
    Person.objects.select_for_update().get(pk=act.actor.pk)
    if not searches_left(act):
        raise TooManySearches("This worker has searched as often as one emergency needs.")
    search = EmergencySearch.objects.create(
        reader=act.actor, reason=reason, words=words, mark=known.mark, at=act.at
    )
    announce(EmergencySearched(search.pk, None, reason.value), act=act)
    person = found_by(known, act)
    if person is None:
        return None
    search.access = _open(person, standing, reason, words, facts, withheld_because, act)
    search.save(update_fields=["access"])
    return search.access


@transaction.atomic
def open_emergency_access(
    person: Person, *, reason: EmergencyAccess.Reason, words: str, act: Act, facts: Facts = NO_FACTS,
    withheld_because: str = "",
) -> EmergencyAccess:  # fmt: skip
    """One worker opens one record for four hours. Opening it while it is open changes nothing."""
    standing = _standing(act, reason)
    closed = not Person.objects.filter(not_denied(act, asker(act), PRESENCE), pk=person.pk).exists()
    require(not closed)
    return _open(person, standing, reason, words, facts, withheld_because, act)


def _standing(act: Act, reason: EmergencyAccess.Reason) -> Standing:
    standing = emergency_standing(act)
    require(standing is not None)
    assert standing is not None
    if discloses(act, standing) and reason not in EmergencyAccess.MEDICAL:
        raise NotAMedicalEmergency("Outside the programme only a medical emergency opens a record.")
    return standing


def _open(
    person: Person, standing: Standing, reason: EmergencyAccess.Reason, words: str, facts: Facts,
    withheld_because: str, act: Act,
) -> EmergencyAccess:  # fmt: skip
    require(not withheld_because or licensed(act))
    open_now = EmergencyAccess.objects.at(act.at).filter(reader=act.actor, person=person, role=standing.role)
    if (already := open_now.first()) is not None:
        return already
    outside = discloses(act, standing) and labelled(person)
    access = EmergencyAccess(
        reader=act.actor, person=person, role=standing.role, reason=reason, words=words,
        circle=EmergencyAccess.Circle.OUTSIDE if outside else EmergencyAccess.Circle.INSIDE,
        opened_at=act.at, until_at=act.at + LASTS, facts_due_at=act.at + FACTS_WITHIN if outside else None,
        told_at=None if withheld_because else act.at, withheld_because=withheld_because,
        withheld_by=act.actor if withheld_because else None,
    )  # fmt: skip
    _write(access, facts if outside else NO_FACTS)
    access.save()
    announce(
        EmergencyAccessOpened(access.pk, _told(access), access.reader_id, access.role, access.circle, reason.value),
        act=act,
    )  # fmt: skip
    return access


@transaction.atomic
def write_emergency_facts(access: EmergencyAccess, facts: Facts, *, act: Act) -> EmergencyAccess:
    """What was missing of the four facts. What is written stays."""
    access = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    require(act.actor is not None and act.actor.pk == access.reader_id)
    lacked = access.lacks
    _write(access, facts)
    if access.lacks != lacked:
        access.save(update_fields=["personnel", "affiliation", "nature", "happened_at"])
        announce(EmergencyFactsWritten(access.pk, _told(access), len(access.lacks)), act=act)
    return access


def _write(access: EmergencyAccess, facts: Facts) -> None:
    for name in access.lacks:
        setattr(access, name, getattr(facts, name))


@transaction.atomic
def end_emergency_access(access: EmergencyAccess, *, act: Act) -> EmergencyAccess:
    """Whoever opened it, or the privacy officer, ends it before its time: the next request is refused."""
    access = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    own = act.actor is not None and act.actor.pk == access.reader_id
    require(own or may_decide(act, access.person, "emergency_access"))
    if access.lasts(act.at):
        access.ended_at = act.at
        access.save(update_fields=["ended_at"])
        promise(EmergencyAccessEnded.kind, person=access.person_id, subject=access.pk, state={}, act=act)
        announce(EmergencyAccessEnded(access.pk, _told(access), access.reader_id), act=act)
    return access


@transaction.atomic
def tell_of_emergency_access(access: EmergencyAccess, *, act: Act) -> EmergencyAccess:
    """The privacy officer lets the person know what was kept from them for their safety."""
    access = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    require(may_decide(act, access.person, "emergency_access"))
    if access.told_at is None:
        access.told_at = act.at
        access.save(update_fields=["told_at"])
        announce(EmergencyAccessTold(access.pk, access.person_id, access.reader_id), act=act)
    return access


@transaction.atomic
def review(
    access: EmergencyAccess, *, outcome: EmergencyAccess.Outcome, words: str, act: Act
) -> EmergencyAccess:
    """The privacy officer says what to make of it. Never whoever opened it; and once."""
    access = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    own = act.actor is not None and act.actor.pk == access.reader_id
    require(not own and may_decide(act, access.person, "emergency_access"))
    if access.reviewed_at is not None:
        raise AlreadyReviewed("This emergency access was reviewed before.")
    access.reviewed_by, access.reviewed_at = act.actor, act.at
    access.outcome, access.review = outcome, words
    access.save(update_fields=["reviewed_by", "reviewed_at", "outcome", "review"])
    announce(EmergencyAccessReviewed(access.pk, _told(access), access.reader_id, outcome.value), act=act)
    return access


def alarm_missing_facts(now: datetime) -> int:
    """Disclosures whose facts are still missing after their time: once each. Returns how many."""
    act = Act(actor=None, at=now, via="clock")
    late = EmergencyAccess.objects.missing_facts().filter(facts_due_at__lte=now, facts_alarmed_at=None)
    alarm = partial(_alarm, act=act)
    return each_locked(
        "facts_alarmed", late.order_by("facts_due_at"), alarm, now=now, at_most=AT_ONCE
    ).count()


def _alarm(access: EmergencyAccess, act: Act) -> None:
    access.facts_alarmed_at = act.at
    access.save(update_fields=["facts_alarmed_at"])
    announce(EmergencyFactsMissing(access.pk, _told(access), access.reader_id), act=act)


def _told(access: EmergencyAccess) -> int | None:
    return access.person_id if access.told_at is not None else None
