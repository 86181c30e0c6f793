"""Maya lets notes come to her phone, one a day; and she and her team wrote to each other. The number is nobody's."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions.permissions import WORDING
from handrail.foundation.messaging.models import ChosenPace, Permission
from handrail.foundation.messaging.models.paces import KINDS
from handrail.foundation.messaging.numbers import mark_of
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import team_of

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


#: Hours ago, by Maya or by somebody of her team, and what was written.
WRITTEN = (
    (50, "team", "Hi Maya. This goes to all of us. Write whenever you like."),
    (49, "maya", "Thank you. Is the Saturday group on this week?"),
    (47, "team", "It is, 10:00 am. Rosa can come along if you like."),
    (3, "maya", "Good. The morning was hard but I walked to the creek."),
)


def write_a_little(maya: Person, now: datetime) -> None:
    """In the conversation with her whole team; the last words wait for an answer."""
    worker = next((care.worker for care in team_of(maya, now)), None)
    if worker is None:
        return
    talk = messaging.open_conversation(
        maya, None, act=Act(actor=maya, at=now - timedelta(hours=50), via="client")
    )
    for ago, by, words in WRITTEN:
        act = Act(actor=maya if by == "maya" else worker, at=now - timedelta(hours=ago), via="client")
        messaging.write(talk, words, key=uuid4(), act=act)
