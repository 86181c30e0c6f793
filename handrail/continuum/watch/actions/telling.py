"""A programme says what its teams are told of."""

from __future__ import annotations

from django.db import transaction

from handrail.continuum.watch import policy
from handrail.continuum.watch.events import SensitivitySet
from handrail.continuum.watch.models import Sensitivity
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.teams.models import Programme


@transaction.atomic
def set_sensitivity(
    programme: Programme, *, told_of: Sensitivity.ToldOf, strong_calls: bool, act: Act
) -> Sensitivity:
    """From now on; evenings that were looked at stay as they were. Said again as it is, nothing happens."""
    require(policy.may_set_days(act, programme))
    there = Sensitivity.objects.select_for_update().filter(programme=programme).first()
    if there and (there.told_of, there.strong_calls) == (told_of, strong_calls):
        return there
    assert act.actor is not None
    said, _new = Sensitivity.objects.update_or_create(
        programme=programme,
        defaults={"told_of": told_of, "strong_calls": strong_calls, "set_by": act.actor, "set_at": act.at},
    )
    announce(SensitivitySet(programme.pk, None, told_of, strong_calls), act=act)
    return said
