"""The peers of Riverbend say hello."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Role
from handrail.operations.demo.window import Window
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import PeerProfile

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
