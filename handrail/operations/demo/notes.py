"""Maya lets notes come to her phone: one a day, in the morning. The number is nobody's."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions.permissions import WORDING
from handrail.foundation.messaging.models import ChosenPace, Permission
from handrail.foundation.messaging.models.paces import KINDS
from handrail.foundation.messaging.numbers import mark_of
from handrail.foundation.people.models import ContactPoint, Person

AGO, NUMBER = timedelta(days=30), "+15555550111"


def let_notes_come(maya: Person, now: datetime) -> None:
    """Her number, shown to be hers a month ago, and what she chose."""
    then = now - AGO
    point = ContactPoint.objects.create(
        person=maya, system=ContactPoint.System.SMS, value=NUMBER, safety=ContactPoint.Safety.SAFE, rank=2
    )
    Permission.objects.create(
        person=maya, point=point, mark=mark_of(NUMBER), wording=WORDING, language=maya.language, asked_at=then, agreed_at=then
    )  # fmt: skip
    usual = ChosenPace(person=maya)
    messaging.choose_pace(
        maya, per_day=usual.per_day, at=usual.at, quiet=(usual.quiet_from, usual.quiet_until), kinds=KINDS,
        first=usual.first, act=Act(actor=maya, at=then, via="client"),
    )  # fmt: skip
