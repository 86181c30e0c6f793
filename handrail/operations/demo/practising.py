"""What Maya practises, and what she told about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import team_of

#: Days ago, method, what she told, in her words.
TOLD = (
    (5, "grounding", "helped_a_little", "On the bus. It got louder, then I got off at my stop."),
    (3, "grounding", "no_time", ""),
    (1, "grounding", "helped", "Counted the blue things."),
    (2, "ride_urge", "too_much", "I called Sam."),
    (9, "do_the_opposite", "helped", "Got up and opened the window."),
)


#: Days ago, method, what she wrote.
WRITTEN: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (6, "thought_record", {
        "situation": "At the bakery, two people laughed when I came in.", "feeling": "ashamed", "strength": 8,
        "thought": "They know about me.", "for": "They looked at me.", "against": "They laugh all day. One waved.",
        "balanced": "They were laughing before I came in.", "strength_now": 4,
    }),
    (3, "budget", {"month": "November", "pay": 84_000, "benefits": 21_000, "rent": 62_000, "food": 24_000,
                   "phone": 3_500, "wait_debts": 18_000, "next": "Ask Lena about the phone bill."}),
    (8, "coping", {"did": "Called Rosa", "helped": 8, "moment": "Friday after work"}),
    (4, "coping", {"did": "Walked to the creek", "helped": 6}),
    (2, "coping", {"did": "Called Rosa", "helped": 9}),
    *((ago, "diary_card", {"urge_use": use, "shame": shame, "joy": joy})
      for ago, use, shame, joy in ((5, 3, 2, 1), (4, 2, 2, 2), (3, 4, 3, 1), (2, 2, 1, 3), (1, 1, 1, 3))),
)  # fmt: skip


WISHES = consent.Wishes(
    not_now=("family",), avoid="My father.", overwhelmed="A walk outside, and no questions for a while.", pace="slow",
    in_the_room="Rosa, if I say so.", told_once="The winter of 2019. I told Priya all of it in September.",
)  # fmt: skip


def practise_a_little(maya: Person, now: datetime) -> None:
    """One with her counselor, one with her peer, one of her own choice."""
    began = now - timedelta(days=9)
    asked = {
        Role.COUNSELOR: ("grounding", "For the bus ride."),
        Role.PEER_SPECIALIST: ("ride_urge", "Friday evenings."),
    }
    for care in team_of(maya, began):
        if care.role in asked:
            method, why = asked.pop(Role(care.role))
            act = Act(actor=care.worker, at=began, via="staff")
            practices.begin(maya, method=method, cadence=Practice.Cadence.SOME_DAYS, why=why, act=act)
    practices.begin(
        maya,
        method="one_good_thing",
        cadence=Practice.Cadence.DAILY,
        act=Act(actor=maya, at=began, via="client"),
    )
    for counselor in (care.worker for care in team_of(maya, began) if care.role == Role.COUNSELOR):
        for at, skill in ((began, "do_the_opposite"), (now, "ask_for_it")):
            practices.choose_skill(maya, method=skill, act=Act(actor=counselor, at=at, via="staff"))
    for number, (ago, method, told, notices) in enumerate(TOLD):
        act = Act(actor=maya, at=now - timedelta(days=ago), via="client")
        key = uuid5(NAMESPACE_URL, f"demo/practice/{number}")
        practices.tell(maya, key=key, method=method, told=told, notices=notices, act=act)
    consent.write_wishes(maya, WISHES, instead_of=0, act=Act(actor=maya, at=began, via="client"))
    for number, (ago, method, answers) in enumerate(WRITTEN):
        act = Act(actor=maya, at=now - timedelta(days=ago), via="client")
        key = uuid5(NAMESPACE_URL, f"demo/sheet/{number}")
        practices.write(maya, method=method, key=key, answers=answers, act=act)
