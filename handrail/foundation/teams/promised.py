"""What teams promised, made true again after a restore."""

from __future__ import annotations

from datetime import date

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.teams.models import CareRelationship, Membership


def care_ended(promised: Promise, act: Act) -> bool:
    """The worker no longer cares for this person, and no longer sees them."""
    ended = CareRelationship.objects.filter(pk=promised.subject, person=promised.person, until_at=None)
    return bool(ended.update(until_at=promised.acted_at))


def membership_ended(promised: Promise, act: Act) -> bool:
    """The worker no longer holds the role."""
    until = date.fromisoformat(promised.state["until_on"])
    ended = Membership.objects.filter(pk=promised.subject, person=promised.person, until_on=None)
    return bool(ended.update(until_on=until))
