"""The peers of Riverbend say hello, and Sam walks with Maya."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Membership, Role
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.window import Window
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_guide import read_meetings
from handrail.pillars.peer_support.models import PeerContact, PeerProfile

For = PeerProfile.LivedFor
HELLOS = (
    ("I am good at quiet walks and bad at small talk. We can do either.", "I drank for eleven years and have not for nine. The first winter was the long one.", For.EVERYONE, ["en"]),
    ("I cook. Come and chop onions with me, talking is allowed and not needed.", "I lost my license and my lease in one month. I got both back, slowly.", For.MATCHED, ["en", "es"]),
    ("Early riser. I answer before seven and I like the bus.", "", For.NOBODY, ["en"]),
    ("I will go with you to the first meeting and sit at the back with you.", "Pills after a back injury. Medication helped me stay alive, and I take it still.", For.EVERYONE, ["en", "ht"]),
    ("Music, old bicycles, and no speeches.", "I hear things other people do not. I have learned when to ask for help.", For.MATCHED, ["en", "ase"]),
)  # fmt: skip


def say_hello(window: Window) -> None:
    """Each peer once, Sam first."""
    held = Membership.objects.on(window.today).filter(role=Role.PEER_SPECIALIST)
    workers = Person.objects.filter(pk__in=held.values("person")).order_by("pk")
    for number, peer in enumerate(workers):
        hello, lived, lived_for, languages = HELLOS[number % len(HELLOS)]
        act = Act(actor=peer, at=window.now - timedelta(days=40), via="staff")
        peers.write_profile(hello=hello, lived=lived, lived_for=lived_for, languages=languages, act=act)


def walk_with_maya(maya: Person, now: datetime) -> None:
    """Sam and Maya, the last three weeks: two tries, three conversations, one of which her team may read."""
    caring = (
        CareRelationship.objects.at(now)
        .filter(person=maya, role=Role.PEER_SPECIALIST)
        .select_related("worker")
    )
    care = caring.order_by("pk")[0]
    for number, (days, told) in enumerate(WALKED):
        act = Act(actor=care.worker, at=now - timedelta(days=days), via="staff")
        # A short history begins after the first of these.
        if act.at > care.from_at:
            peers.log_contact(maya, told, key=uuid5(WITH_MAYA, str(number)), act=act)


WITH_MAYA = UUID("0f6a3f3a-55a0-4c25-9c8b-3b6a7a0d2c11")
_Out = PeerContact.Outcome
WALKED = (
    (20, peers.Told(_Out.REACHED, PeerContact.Way.OUT, PeerContact.StartedBy.PERSON, None, 60, {
        "wanted": "Not to be alone on the first evening.", "did": "Walked to the creek with the dog and back.",
        "own_words": "I told you about the bad weekend instead of hiding it.", "strengths": "Calls before it gets late."},
        shared=True)),
    (12, peers.Told(_Out.NO_ANSWER)),
    (11, peers.Told(_Out.NO_ANSWER)),
    (10, peers.Told(_Out.REACHED, PeerContact.Way.PHONE, minutes=15, words={
        "did": "Made a list for the week: bakery, Mia’s game, one meeting.", "own_words": "I slept four nights in a row at Rosa’s.",
        "linked": "The 7 o’clock meeting on Mill Street."})),
    (3, peers.Told(_Out.REACHED, PeerContact.Way.TEXT, PeerContact.StartedBy.PERSON, minutes=5, words={
        "did": "She wrote first. We wrote back and forth about the shift.", "own_words": "Today was loud and I stayed."})),
)  # fmt: skip


MEETINGS = (
    {"name": "Seven o’clock", "slug": "seven", "day": [1, 2, 3, 4, 5], "time": "19:00", "end_time": "20:00", "location": "Mill Street hall", "address": "12 Mill Street", "city": "Riverbend", "types": ["O", "EN", "X"]},
    {"name": "Mesa abierta", "slug": "mesa", "day": [0, 3], "time": "18:00", "location": "Parroquia San José", "city": "Riverbend", "types": ["S", "X"]},
    {"name": "Late screen", "slug": "late", "day": [0, 1, 2, 3, 4, 5, 6], "time": "22:00", "conference_url": "https://meet.example.org/late", "types": ["ONL", "EN"]},
    {"name": "Quiet house", "slug": "quiet", "day": 6, "time": "08:00", "approximate": "yes", "city": "Riverbend", "types": ["W", "EN"], "notes": "The group asks that its address is not shown. Call first."},
    {"name": "Bakery breakfast", "slug": "bakery", "day": [2, 6], "time": "07:00", "location": "Old bakery", "city": "Riverbend", "conference_url": "https://meet.example.org/bakery", "attendance_option": "hybrid", "types": ["EN", "ASL"]},
    {"name": "Old hall", "slug": "hall", "day": 5, "time": "12:00", "location": "Old hall", "city": "Riverbend", "types": ["TC"]},
)  # fmt: skip


def bring_in_meetings(window: Window) -> None:
    """A small directory of meetings that do not exist."""
    held = Membership.objects.on(window.today).filter(role=Role.SUPERVISOR).order_by("pk")
    act = Act(actor=held.select_related("person")[0].person, at=window.now - timedelta(days=30), via="staff")
    rows = read_meetings(json.dumps(MEETINGS), time_zone=ZONE.key)
    peers.bring_in_meetings("Riverbend meetings", rows, act=act)
