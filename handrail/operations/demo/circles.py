"""A circle that Maya's peer moderates: Maya and two others, each under a name they chose."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.policy import may_know, may_open_circle
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering
from handrail.foundation.teams.models import CareRelationship, Membership, Programme, Role
from handrail.operations.demo.organisation import ZONE

#: How many weeks ago their meeting took place first, and at which hour.
WEEKS, HOUR = 2, time(20)
NAMES = ("Blue Heron", "Night Bus", "Second Cup")
PEER = -1
#: Hours ago, by whom of them (or the peer), and what was written. The last words wait for the peer.
WRITTEN = (
    (40, PEER, "Welcome. This is for calm evenings. Say as much or as little as you like."),
    (38, 1, "Evenings are long for me. I make soup and put the radio on."),
    (37, 0, "Walking to the creek works, when it does not rain."),
    (20, 2, "Made it to midnight yesterday. Tea, then bed."),
    (2, 1, "Tonight is hard. I can’t do this by myself."),
)


def open_a_circle(maya: Person, now: datetime) -> None:
    """Opened two days ago by whoever walks with Maya as her peer."""
    began = now - timedelta(hours=42)
    walking = CareRelationship.objects.at(began).filter(role=Role.PEER_SPECIALIST)
    care = walking.filter(person=maya).select_related("worker").order_by("pk").first()
    if care is None:
        return
    act = Act(actor=care.worker, at=began, via="staff")
    held = Membership.objects.at(began).filter(person=care.worker).select_related("programme").order_by("pk")
    programme = next((one.programme for one in held if may_open_circle(act, one.programme)), None)
    others = walking.filter(worker=care.worker).exclude(person=maya).select_related("person").order_by("pk")
    people = [one for one in [maya, *dict.fromkeys(one.person for one in others)] if may_know(act, one)]
    if programme is None or maya not in people:
        return
    circle = messaging.open_circle(programme, name="Evenings", goal="Calm evenings, one at a time.", act=act)
    people = people[: len(NAMES)]
    for person, name in zip(people, NAMES, strict=False):
        messaging.invite_to_circle(circle, person, act=act)
        messaging.join_circle(circle, name, act=Act(actor=person, at=began, via="client"))
    for ago, number, words in WRITTEN:
        if number < len(people):
            author = care.worker if number == PEER else people[number]
            told = Act(actor=author, at=now - timedelta(hours=ago), via="client")
            messaging.write_in_circle(circle, words, key=uuid4(), act=told)
    _meet(people, programme, now, act)


def _meet(people: list[Person], programme: Programme, now: datetime, act: Act) -> None:
    """The same peer leads a meeting where nobody is asked who they are; two of them were there last week."""
    assert act.actor is not None
    meeting = scheduling.make_gathering(
        programme, act.actor, kind=Gathering.Kind.MEETING, strand="peer", name="Open table", place="Mill Street, upstairs",
        capacity=30, first_on=(now - timedelta(weeks=WEEKS) + timedelta(days=1)).date(), clock=HOUR, minutes=60, time_zone=ZONE.key,
        every=Gathering.Every.WEEK, called=Gathering.Called.ALIAS, act=act,
    )  # fmt: skip
    lately = meeting.occasions.filter(ends_at__lt=now).latest("starts_at")
    for person, name in zip(people, NAMES, strict=False):
        theirs = Act(actor=person, at=max(act.at, lately.ends_at), via="client")
        chosen = scheduling.choose_meeting_name(meeting, name, act=theirs)
        if name != NAMES[-1]:
            scheduling.tick_there(lately, chosen, act=Act(actor=act.actor, at=theirs.at, via="staff"))
