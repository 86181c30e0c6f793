"""What help needs. It is drawn also when the database is gone: with the numbers that ship with us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest

from handrail.foundation.ledger.waiting import no_longer_than
from handrail.foundation.people.models import Person, RelatedPerson
from handrail.foundation.sealing.proving import can_read
from handrail.foundation.teams.models import Enrolment, HelpLine
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.frame import owner_word
from handrail.interfaces.client.queries.asking import waits_for_somebody
from handrail.interfaces.client.wording import dialed, said
from handrail.interfaces.doorkeeper import signed_in

CALL, TEXT, EMERGENCY, TEAM = (
    HelpLine.Purpose.CRISIS_CALL, HelpLine.Purpose.CRISIS_TEXT,
    HelpLine.Purpose.EMERGENCY, HelpLine.Purpose.TEAM,
)  # fmt: skip
#: For an installation without numbers, or a database that does not answer. The United States' own.
SHIPPED = {CALL: "988", TEXT: "988", EMERGENCY: "911"}
#: How long help waits for a database that does not answer, in seconds.
PATIENCE = 1.0
#: And for all that one page of help asks of it.
PAGE_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Number:
    """`dial` for the phone, `say` for the eye."""

    dial: str
    say: str


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    relationship: str
    number: Number


@dataclass(frozen=True, slots=True)
class HelpList:
    call: Number
    text: Number
    emergency: Number
    team: Number | None
    people: list[Contact]


def help_page(request: HttpRequest) -> dict[str, Any]:
    """The public list, and, for somebody signed in, their own people."""
    try:
        with no_longer_than(PAGE_PATIENCE):
            if database_answers():
                return _own_page(signed_in(request))
    except DatabaseError:
        # It went away between the knock and the question: the public list is always there.
        return _public_page(request)
    return _public_page(request)


def _own_page(person: Person | None) -> dict[str, Any]:
    known = {"help": help_list(person, help_lines()), "signed_in": person is not None, "key": uuid4()}
    if person is None:
        return known | {"places": True, "asks": False}
    own_app = Enrolment.objects.filter(person=person).exists()
    return known | {
        "places": own_app, "asks": own_app, "waits": own_app and waits_for_somebody(person),
        "outbox_owner": owner_word(person) if own_app else "",
    }  # fmt: skip


def _public_page(request: HttpRequest) -> dict[str, Any]:
    # Who has a session cannot be asked now; what they send is kept with it, and known again later.
    asks = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {"help": help_list(None, {}), "signed_in": False, "places": True, "asks": asks, "key": uuid4()}


def help_list(person: Person | None, lines: Mapping[str, HelpLine]) -> HelpList:
    """The numbers of the organisation, else those that ship with us; the person's own people when they can be read."""
    numbers = SHIPPED | {purpose: line.number for purpose, line in lines.items()}
    team = numbers.get(TEAM)
    return HelpList(
        call=_number(numbers[CALL]),
        text=_number(numbers[TEXT]),
        emergency=_number(numbers[EMERGENCY]),
        team=_number(team) if team else None,
        people=_people(person) if person else [],
    )


def _people(person: Person) -> list[Contact]:
    if not can_read():
        return []
    found = RelatedPerson.objects.filter(person=person, ended_at=None).exclude(phone="")
    return [Contact(one.name, one.relationship, _number(one.phone)) for one in found]


def _number(number: str) -> Number:
    return Number(dialed(number), said(number))


def database_answers(patience: float = PATIENCE) -> bool:
    """Whether a connection can be had within a moment. The pool alone would let help wait for 10 seconds."""
    pool = getattr(connection, "pool", None)
    if pool is None or connection.connection is not None:
        return True
    try:
        pool.open()
        # The pool asks each connection that it gives whether it still answers.
        with no_longer_than(patience):
            pool.putconn(pool.getconn(timeout=patience))
    except psycopg.OperationalError:
        return False
    return True
