"""Who answers a question about looks, and who closes the item: nobody else learns of either."""

from __future__ import annotations

from handrail.continuum.looks.models import LookQuestion, UnexplainedLook, UnexplainedLookQuerySet
from handrail.foundation.consent.evaluator import keys_for, may
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act


def may_answer(act: Act, question: LookQuestion) -> bool:
    """Whoever is asked."""
    return act.actor is not None and act.actor.pk == question.worker_id


def visible_to(act: Act) -> UnexplainedLookQuerySet:
    """The items a privacy officer sees: of everybody whose audit trail is open to them, never of their own looks."""
    if not keeps_privacy(act):
        return UnexplainedLook.objects.none()
    return UnexplainedLook.objects.filter(person__in=keys_for(act, "audit")).exclude(viewer=act.actor)


def may_close(act: Act, look: UnexplainedLook) -> bool:
    """The privacy officer, and never about a look of their own."""
    own = act.actor is not None and act.actor.pk == look.viewer_id
    return keeps_privacy(act) and not own and may(act, "audit", look.person)
