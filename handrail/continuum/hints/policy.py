"""Who may answer a hint, and who may switch a rule."""

from __future__ import annotations

from handrail.continuum.hints.models import Hint
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme


def may_answer(act: Act, hint: Hint) -> bool:
    """Whoever reads it and may add to the plan; never the person about whom it is."""
    seen = Hint.objects.visible_to(act).filter(pk=hint.pk).exists()
    return seen and act.actor != hint.person and decide(act, "care_plan", hint.person, "append").allowed


def may_switch(act: Act, programme: Programme) -> bool:
    """Its supervisors, by office."""
    return programme.pk in supervised(act)
