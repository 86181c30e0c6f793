"""Somebody who moved on asked that their record is erased: it waits for a second person."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights import actions as rights
from handrail.foundation.teams.models import Enrolment, Membership, Role
from handrail.operations.demo.window import Window

REASON = "Called on Monday and came to my office on Wednesday with a driving licence. Moved to another state."


def ask_to_erase(window: Window) -> None:
    """One case, opened yesterday; none where everybody is still here."""
    held = Membership.objects.on(window.today).filter(role=Role.PRIVACY_OFFICER).select_related("person")
    officer, here = held.order_by("pk").first(), Enrolment.objects.filter(until_on=None)
    left = Person.objects.filter(pk__in=Enrolment.objects.values("person")).exclude(
        pk__in=here.values("person")
    )
    gone = left.order_by("pk").first()
    if officer is not None and gone is not None:
        act = Act(actor=officer.person, at=window.now - timedelta(days=1), via="staff")
        rights.open_erasure(gone, REASON, act=act)
