"""What the page on which anybody may complain needs: the other ways to be heard, and an answer in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Complaint
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.queries.help import Number
from handrail.interfaces.client.wording import dialed, said
from handrail.interfaces.origin import origin_of

#: In a quarter of an hour, of one network address and of all: a clinic with one address must not be kept from it.
OF_AN_ORIGIN, OF_ALL, LOOKED_UP = 20, 300, 30


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who hears complaints besides us (42 CFR 2.4(b), 45 CFR 160.306). Checked against hhs.gov at each release."""

    office: str = "U.S. Department of Health and Human Services, Office for Civil Rights"
    address: str = "200 Independence Avenue SW, Washington, D.C. 20201"
    phone: Number = Number("+18003681019", "1-800-368-1019")
    relay: Number = Number("+18005377697", "1-800-537-7697")
    web: str = "ocrportal.hhs.gov"


@dataclass(frozen=True, slots=True)
class Answered:
    """How one complaint stands."""

    number: str
    by: str
    answer: str


def telling_page() -> dict[str, Any]:
    """The other ways: our own number, and the government's."""
    line = help_lines().get(HelpLine.Purpose.TEAM)
    return {
        "elsewhere": Elsewhere(),
        "team": Number(dialed(line.number), said(line.number)) if line else None,
    }


def answered(complaint: Complaint) -> Answered:
    """Its number, the day of its answer, and the answer when there is one."""
    return Answered(complaint.number, date_format(complaint.answer_by, "DATE_FORMAT"), complaint.answer)


def may_tell(request: HttpRequest, act: Act) -> bool:
    """Counted; nothing is locked, and the way is open again within a quarter of an hour."""
    return accounts.take_try({f"tell {origin_of(request)}": OF_AN_ORIGIN, "tell": OF_ALL}, act=act)


def may_look_up(request: HttpRequest, act: Act) -> bool:
    """Counted, so that nobody guesses numbers."""
    return accounts.take_try({f"number {origin_of(request)}": LOOKED_UP}, act=act)
