"""Writing a safety plan: by the person, or by a worker with them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction

from handrail.clinical.triage.safety_plan import parts
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.events import SafetyPlanWritten
from handrail.pillars.crisis.models import SafetyPlan
from handrail.pillars.crisis.moment import one_at_a_time


class WrittenMeanwhile(ValueError):
    """Somebody wrote a newer version than the one that was open. `newest` is it; nothing was changed."""

    def __init__(self, newest: SafetyPlan) -> None:
        super().__init__(
            f"{newest.written_by} changed this meanwhile. What you wrote is still here, and theirs was not changed."
        )
        self.newest = newest


@transaction.atomic
def write_safety_plan(
    person: Person, words: Mapping[str, list[str]], *, instead_of: int, act: Act
) -> SafetyPlan:
    """A new version, in place of version `instead_of` (0: there was none). Unchanged words make none.

    Raises Refused, WrittenMeanwhile.
    """
    assert act.actor is not None
    one_at_a_time(f"crisis.safety_plan {person.pk}")
    require(decide(act, "safety_plan", person, "write"))
    newest = SafetyPlan.objects.select_related("written_by").newest(person)
    kept = {part.id: words[part.id] for part in parts() if words.get(part.id)}
    if newest is not None and newest.lines == kept:
        return newest
    version = newest.version if newest else 0
    if newest is not None and version != instead_of:
        raise WrittenMeanwhile(newest)
    written = SafetyPlan.objects.create(
        person=person, version=version + 1, words=json.dumps(kept), written_by=act.actor, written_at=act.at
    )
    announce(SafetyPlanWritten(written.pk, person.pk, version=written.version), act=act)
    return written
