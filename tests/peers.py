"""Peer support around Maya, for the tests that go everywhere."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Credential, Programme, Role
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_guide import read_meetings
from handrail.pillars.peer_support.models import OpenMeeting, PeerContact, PeerProfile, SupervisionTopic
from tests.cast import Cast

LONG, DAY = timedelta(days=200), timedelta(days=1)
MEETINGS = """[
  {"name": "Seven o’clock", "slug": "seven", "day": [1, 4], "time": "19:00", "location": "Mill Street", "types": ["S"]},
  {"name": "Late screen", "slug": "late", "day": 5, "time": "21:00", "conference_url": "https://meet.example.org/late"}
]"""


def with_peers(cast: Cast) -> Cast:
    """Sam and Jo are peers of Maya's programme, Far of Theo's: each with a certificate and a few words."""
    here, there = Programme.objects.order_by("pk")[:2]
    began = cast.act(None, cast.now - timedelta(days=1))
    for name, programme in {"jo": here, "far": there}.items():
        cast.people[name] = Person.objects.create(preferred_name=f"{name.title()} E.", made_at=began.at)
        teams.join(cast.people[name], programme, Role.PEER_SPECIALIST, act=began)
    for name in ("sam", "jo", "far"):
        Credential.objects.create(
            person=cast.people[name], title="Certified peer specialist", expires_on=cast.today + LONG
        )
        peers.write_profile(
            hello=f"I am {name.title()}. I like long walks.", lived="I have been sober since a hard winter.",
            lived_for=PeerProfile.LivedFor.MATCHED, languages=["en"], act=cast.act(cast.people[name]),
        )  # fmt: skip
    return cast


def peers_around(cast: Cast) -> None:
    """Sam and Maya were in touch; Maya asks Sam, who was matched with her by her team, to stay."""
    with_peers(cast)
    said = peers.Told(PeerContact.Outcome.REACHED, minutes=15, words={"own_words": "I slept."}, shared=True)
    peers.log_contact(cast.maya, said, key=uuid4(), act=cast.act(cast.sam))
    maya = cast.act(cast.maya)
    peers.share_milestone(
        peers.keep_moment("I slept.", "house-line", cast.today, act=maya), cast.sam, act=maya
    )
    peers.hope_for("Keys of my own.", "plant", act=maya)
    peers.count_days(cast.today, act=maya)
    read = read_meetings(MEETINGS, time_zone="America/New_York")
    peers.bring_in_meetings("Riverbend", read, act=cast.act(cast.ravi))
    for meeting in OpenMeeting.objects.order_by("pk")[1:]:
        peers.say_going(meeting, meeting.next_after(cast.now + 2 * DAY), act=maya, company=cast.sam)
    peers.raise_topic(SupervisionTopic.Topic.GIFTS, "A scarf.", act=cast.act(cast.sam))
    peers.choose_peer(cast.sam, act=cast.act(cast.maya))
