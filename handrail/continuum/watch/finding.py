"""Writing down what was found, and telling whoever it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from handrail.continuum.watch.events import ConcernRaised, SupportOffered
from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class Found:
    """A finding before it is kept: `rule` names the detector, `inputs` what it saw."""

    day: date
    level: str
    rule: str
    headline: str
    sentence: str
    inputs: dict[str, Any] = field(default_factory=dict)
    early_baseline: bool = False


@transaction.atomic(savepoint=False)
def keep(person: Person, found: Found, *, act: Act) -> Finding | None:
    """Keep a finding once a day, rule and level. A `watch` is an offer to the person; more is a concern of the team."""
    if _known(person, found):
        return None
    concern = None if found.level == Finding.Level.WATCH else _open_concern(person, act)
    finding = Finding.objects.create(
        person=person, concern=concern, day=found.day, level=found.level, rule=found.rule,
        headline=found.headline, sentence=found.sentence, inputs=found.inputs,
        early_baseline=found.early_baseline, found_at=act.at,
    )  # fmt: skip
    if concern is None:
        announce(SupportOffered(finding.pk, person.pk), act=act)
    else:
        announce(ConcernRaised(concern.pk, person.pk, finding.pk), act=act)
    return finding


def _known(person: Person, found: Found) -> bool:
    same = Finding.objects.filter(person=person, day=found.day, rule=found.rule, level=found.level)
    return same.exists()


def _open_concern(person: Person, act: Act) -> Concern:
    # Two at once would break a constraint, and whoever came second is tried again.
    there = Concern.objects.open().filter(person=person).first()
    return there or Concern.objects.create(person=person, opened_at=act.at)
