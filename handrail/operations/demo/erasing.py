"""What a privacy officer has to do: somebody who moved on asked that their record is erased, of one who was here long ago
everything is past its time, and a letter that went astray has to be weighed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Breach
from handrail.foundation.teams.models import Enrolment, Membership, Programme, Role
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.window import Window

REASON = "Called on Monday and came to my office on Wednesday with a driving licence. Moved to another state."

ASTRAY = "A letter about an appointment came back from the house next door. It had been opened. Nobody has asked the neighbor yet."

#: More than ten years ago, whatever month it is.
LONG_AGO = timedelta(days=365 * 13)


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
        found = rights.Found(Breach.How.SENT, ASTRAY, act.at.astimezone(ZONE).date())
        rights.open_breach(found, [gone], key=uuid4(), act=act)
    _remember_from_long_ago(window)


def _remember_from_long_ago(window: Window) -> None:
    """A record that came with an older system: the page on how long we keep names it."""
    programme = Programme.objects.order_by("pk").first()
    if programme is not None:
        made = Person.objects.create(
            preferred_name="Walter B.", legal_name="Walter Brandt", born_on=date(1958, 4, 2), time_zone=ZONE.key, made_at=window.since
        )  # fmt: skip
        ended = window.today - LONG_AGO
        Enrolment.objects.create(
            person=made, programme=programme, from_on=ended - timedelta(days=200), until_on=ended
        )
