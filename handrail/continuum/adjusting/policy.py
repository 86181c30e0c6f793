"""Who may change the plan from a signal."""

from __future__ import annotations

from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.ledger.act import Act


def may_adjust(act: Act, concern: Concern) -> bool:
    """Whoever reads something of what was found and may write the plan; never the person about whom it is.

    Each part then asks once more: a session, a scale and a level have rules of their own.
    """
    reads = Finding.objects.visible_to(act).filter(concern=concern).exists()
    return reads and act.actor != concern.person and decide(act, "care_plan", concern.person, "write").allowed
