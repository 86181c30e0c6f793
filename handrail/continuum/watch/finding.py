"""Writing down what was found, and telling whoever it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from handrail.continuum.watch.events import ConcernRaised, SupportOffered
from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert

#: Under which the key of a finding's call is made: the same finding never calls twice.
CALLS = UUID("6f2a1f4e-6c7b-4a55-9c70-2b8f3c0d9a11")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding before it is kept: `rule` names the detector, `inputs` what it saw.

    `calls`: whoever is on call is called in the same transaction, because it is an emergency by the clinical rule or
    a strong change where the programme wants that. `anew`: it was said now, so that the same on the same day is kept
    and told again; what is worked out from many days is kept once a day.
    """

    day: date
    level: str
    rule: str
    headline: str
    sentence: str
    inputs: dict[str, Any] = field(default_factory=dict)
    early_baseline: bool = False
    calls: bool = False
    anew: bool = False


@transaction.atomic(savepoint=False)
def keep(person: Person, found: Found, *, act: Act) -> Finding | None:
    """Keep a finding once a day, rule and level, or each time it was said. A `watch` is an offer to the person; more
    is a concern of the team."""
    before = _kept_before(person, found)
    if before and not found.anew:
        return None
    concern = None if found.level == Finding.Level.WATCH else _open_concern(person, act)
    finding = Finding.objects.create(
        person=person, concern=concern, day=found.day, level=found.level, rule=found.rule,
        headline=found.headline, sentence=found.sentence, inputs=found.inputs,
        early_baseline=found.early_baseline, found_at=act.at, again=before,
    )  # fmt: skip
    if concern is None:
        announce(SupportOffered(finding.pk, person.pk), act=act)
    else:
        announce(ConcernRaised(concern.pk, person.pk, finding.pk), act=act)
    if found.calls:
        _call(finding, act)
    return finding


def _call(finding: Finding, act: Act) -> None:
    crisis.ask_for_help(
        finding.person, key=uuid5(CALLS, str(finding.pk)), origin=_origin(finding), source=finding.pk,
        act=replace(act, actor=None),
    )  # fmt: skip


def _origin(finding: Finding) -> Alert.Origin:
    return Alert.Origin.DETECTOR if finding.rule == Finding.BY_USUAL else Alert.Origin.SAFETY_ANSWER


def _kept_before(person: Person, found: Found) -> int:
    same = Finding.objects.filter(person=person, day=found.day, rule=found.rule, level=found.level)
    return same.count()


def _open_concern(person: Person, act: Act) -> Concern:
    # Two at once would break a constraint, and whoever came second is tried again.
    there = Concern.objects.open().filter(person=person).first()
    return there or Concern.objects.create(person=person, opened_at=act.at)
