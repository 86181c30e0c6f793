"""Who may say that a gap can wait, and how many days are too many."""

from __future__ import annotations

from handrail.continuum.watch.models import Gap
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme


def may_set_aside(act: Act, gap: Gap) -> bool:
    """Whoever reads it and may add to the plan; never the person about whom it is."""
    seen = Gap.objects.visible_to(act).filter(pk=gap.pk).exists()
    return seen and act.actor != gap.person and decide(act, "care_plan", gap.person, "append").allowed


def may_set_days(act: Act, programme: Programme) -> bool:
    """Its supervisors, by office."""
    return programme.pk in supervised(act)
