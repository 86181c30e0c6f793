"""Breaches: the privacy officer opens one, weighs it, names whose records it touched, tells them, and reports it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from handrail.foundation.consent.evaluator import people_for, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all
from handrail.foundation.people.models import Person
from handrail.foundation.rights import policy
from handrail.foundation.rights.breach_days import affected
from handrail.foundation.rights.breach_queries import facts_of
from handrail.foundation.rights.events import (
    BreachChanged,
    BreachNoticeRead,
    BreachNoticeWritten,
    BreachOpened,
    BreachPersonLeft,
    BreachPersonNamed,
    BreachPersonTold,
    BreachReported,
    BreachWeighed,
)
from handrail.foundation.rights.models import (
    Breach,
    BreachNotice,
    BreachPerson,
    BreachReport,
    BreachWeighing,
)
from handrail.foundation.teams.models import Enrolment, Programme


class NotYet(ValueError):
    """Something has to come first: a notice before anybody is told, people before a report."""


class AlreadyTold(ValueError):
    """Somebody was told already, and stays named."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known when a breach is opened. Days are of the organisation's zone."""

    how: Breach.How
    words: str
    found_on: date
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The finding with its reason, and the four factors of the law; all four are needed for a low probability."""

    finding: BreachWeighing.Finding
    reason: str
    nature: str = ""
    receiver: str = ""
    seen: str = ""
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The five parts of a notice, in one language."""

    happened: str
    information: str
    protect: str
    doing: str
    ask: str


@transaction.atomic
def open_breach(found: Found, people: Iterable[Person] = (), *, key: UUID, act: Act) -> Breach:
    """Write it down, once per `key`, with whose records it touched as far as that is known. Raises Refused."""
    require(policy.may_keep_breaches(act))
    assert act.actor is not None
    told = asdict(found) | {"opened_by": act.actor, "opened_at": act.at}
    made, new = Breach.objects.get_or_create(key=key, defaults=told)
    if new:
        announce(BreachOpened(made.pk, None, found.how), act=act)
        _name(made, list(people), act)
    return made


@transaction.atomic
def weigh_breach(breach: Breach, weighed: Weighed, *, act: Act) -> BreachWeighing:
    """Say whether people have to be told. Once a notice stands in their pages, nothing else can be found.

    Raises Refused, AlreadyTold.
    """
    breach = _held(breach, act)
    assert act.actor is not None
    notify = weighed.finding == BreachWeighing.Finding.NOTIFY
    if not notify and breach.notices.exists():
        raise AlreadyTold("People read the notice already.")
    made = BreachWeighing.objects.create(
        breach=breach, **asdict(weighed), weighed_by=act.actor, weighed_at=act.at
    )
    announce(BreachWeighed(breach.pk, None, weighed.finding), act=act)
    return made


@transaction.atomic
def name_people(breach: Breach, people: Iterable[Person], *, act: Act) -> int:
    """Whose records it touched; whoever is named already stays so once. Returns how many are new. Raises Refused."""
    return _name(_held(breach, act), list(people), act)


@transaction.atomic
def name_programme(breach: Breach, programme: Programme, *, act: Act) -> int:
    """Everybody who was ever enrolled there and for whom the officer decides. Returns how many are new."""
    breach = _held(breach, act)
    enrolled = Enrolment.objects.filter(programme=programme).values("person")
    return _name(breach, list(people_for(act, "consents", "write").filter(pk__in=enrolled)), act)


def _name(breach: Breach, people: list[Person], act: Act) -> int:
    allowed = set(people_for(act, "consents", "write").filter(pk__in=[one.pk for one in people]))
    require(allowed >= set(people))
    rows = BreachPerson.objects.filter(breach=breach, person__in=allowed)
    again = list(rows.exclude(left_at=None))
    rows.filter(pk__in=[one.pk for one in again]).update(left_at=None, named_at=act.at)
    there = set(rows.values_list("person_id", flat=True))
    new = BreachPerson.objects.bulk_create(
        BreachPerson(breach=breach, person=one, named_at=act.at)
        for one in dict.fromkeys(people)
        if one.pk not in there
    )
    announce_all([BreachPersonNamed(one.pk, None) for one in [*again, *new]], act=act)
    return len(again) + len(new)


@transaction.atomic
def leave_out(named: BreachPerson, *, act: Act) -> None:
    """Named by mistake: they read nothing of it any more. Raises Refused, AlreadyTold."""
    breach = _held(named.breach, act)
    named = BreachPerson.objects.standing().select_for_update().get(pk=named.pk, breach=breach)
    require(policy.may_tell(act, named.person))
    if named.told_on is not None or named.read_at is not None:
        raise AlreadyTold("They were told already.")
    named.left_at = act.at
    named.save(update_fields=["left_at"])
    announce(BreachPersonLeft(named.pk, None), act=act)


@transaction.atomic
def change_breach(
    breach: Breach,
    *,
    others: int,
    others_told_on: date | None,
    hold_until: date | None,
    hold_words: str,
    act: Act,
) -> Breach:
    """How many have no record here, when they were told, and until when an authority has telling put off."""
    breach = _held(breach, act)
    breach.others, breach.others_told_on = others, others_told_on
    breach.hold_until, breach.hold_words = hold_until, hold_words
    breach.save(update_fields=["others", "others_told_on", "hold_until", "hold_words"])
    announce(BreachChanged(breach.pk, None), act=act)
    return breach


@transaction.atomic
def write_notice(breach: Breach, words: Words, *, language: str, act: Act) -> BreachNotice:
    """What people are told. From now on whoever is named reads it here. Raises Refused, NotYet."""
    breach = _held(breach, act)
    assert act.actor is not None
    if not facts_of(breach).notify:
        raise NotYet("Weigh it first: people are told of a breach.")
    made = BreachNotice.objects.create(
        breach=breach, language=language, **asdict(words), written_by=act.actor, written_at=act.at
    )
    announce(BreachNoticeWritten(breach.pk, None, language), act=act)
    return made


@transaction.atomic
def note_told(breach: Breach, rows: Iterable[int], *, way: BreachPerson.Way, on: date, act: Act) -> int:
    """That these were told in writing. Whoever was told before stays as they stand. Returns how many are new."""
    breach = _held(breach, act)
    assert act.actor is not None
    if not breach.notices.exists():
        raise NotYet("Write the notice first.")
    untold = BreachPerson.objects.standing().filter(breach=breach, told_on=None, pk__in=list(rows))
    open_to = people_for(act, "consents", "write").values("pk")
    found = list(untold.filter(person__in=open_to).select_for_update(of=("self",)).order_by("pk"))
    for one in found:
        one.told_on, one.way, one.told_by = on, way, act.actor
    BreachPerson.objects.bulk_update(found, ["told_on", "way", "told_by"], batch_size=1000)
    announce_all([BreachPersonTold(one.pk, one.person_id, way) for one in found], act=act)
    return len(found)


@transaction.atomic
def note_report(breach: Breach, whom: BreachReport.Whom, *, on: date, receipt: str, act: Act) -> BreachReport:
    """That the office or the press was told, and of how many. Raises Refused, NotYet."""
    breach = _held(breach, act)
    assert act.actor is not None
    people = affected(facts_of(breach))
    if not people:
        raise NotYet("Name whose records it touched first.")
    made = BreachReport.objects.create(
        breach=breach, whom=whom, on=on, people=people, receipt=receipt, noted_by=act.actor, noted_at=act.at
    )
    announce(BreachReported(breach.pk, None, whom), act=act)
    return made


@transaction.atomic
def read_notice(named: BreachPerson, *, act: Act) -> BreachPerson:
    """The person has read it here; once."""
    named = BreachPerson.objects.standing().select_for_update().get(pk=named.pk)
    require(act.actor is not None and act.actor.pk == named.person_id)
    if named.read_at is None:
        named.read_at = act.at
        named.save(update_fields=["read_at"])
        announce(BreachNoticeRead(named.pk, named.person_id), act=act)
    return named


def _held(breach: Breach, act: Act) -> Breach:
    breach = Breach.objects.select_for_update().get(pk=breach.pk)
    require(policy.may_keep_breaches(act))
    return breach
