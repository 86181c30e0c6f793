"""Maya lets notes come to her phone and her mailbox, one a day; and she and her team wrote to each other. Number and
address are nobody's."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions.permissions import WORDING
from handrail.foundation.messaging.models import ChosenPace, Permission, Ping
from handrail.foundation.messaging.models.paces import KINDS
from handrail.foundation.messaging.numbers import mark_of
from handrail.foundation.messaging.returned import Returned
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local, team_of

AGO, NUMBER, ADDRESS = timedelta(days=30), "+15555550111", "maya.p@example.org"


def let_notes_come(maya: Person, now: datetime) -> None:
    """Her number, shown to be hers a month ago, and what she chose."""
    then = now - AGO
    _permitted(maya, ContactPoint.System.SMS, NUMBER, 2, then)
    usual = ChosenPace(person=maya)
    messaging.choose_pace(
        maya, per_day=usual.per_day, at=usual.at, quiet=(usual.quiet_from, usual.quiet_until), kinds=KINDS,
        first=usual.first, act=Act(actor=maya, at=then, via="client"),
    )  # fmt: skip


def _permitted(maya: Person, system: ContactPoint.System, value: str, rank: int, at: datetime) -> Permission:
    point = ContactPoint.objects.create(
        person=maya, system=system, value=value, safety=ContactPoint.Safety.SAFE, rank=rank
    )
    return Permission.objects.create(
        person=maya, point=point, mark=mark_of(value), wording=WORDING, language=maya.language, asked_at=at, agreed_at=at
    )  # fmt: skip


def have_a_mail_come_back(maya: Person, now: datetime) -> None:
    """Her mailbox was full two days ago; the mail server said so an hour later."""
    sent = now - timedelta(hours=50)
    way = _permitted(maya, ContactPoint.System.EMAIL, ADDRESS, 3, now - AGO)
    ping = Ping.objects.create(
        person=maya, permission=way, channel="email", lines=["note"], day=local(maya, sent).date(), at=sent,
        status=Ping.Status.ACCEPTED, answered_at=sent,
    )  # fmt: skip
    full = Returned(f"ping-{ping.pk}", "5.2.2")
    messaging.take_back(full, act=Act(actor=None, at=sent + timedelta(hours=1), via="sender"))


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
