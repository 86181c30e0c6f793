"""The cast of every test: Maya and those around her, and Theo, who must never see her.

Use the `cast` fixture: `cast.maya`, `cast.priya`, … are Persons; `cast.act(cast.priya)` is an Act at `cast.now`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from handrail.foundation.accounts.actions import open_session
from handrail.foundation.accounts.limits import STAFF
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person, RelatedPerson
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.events import WorkerJoined
from handrail.foundation.teams.models import (
    CareRelationship,
    Enrolment,
    HelpLine,
    Membership,
    Organisation,
    Programme,
    Role,
    Site,
)

NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = datetime(2026, 11, 19, 19, 30, tzinfo=NEW_YORK)
LONG_AGO = timedelta(days=120)

WORKERS = {
    "priya": ("Priya N.", "she / her", Role.COUNSELOR),
    "sam": ("Sam R.", "he / him", Role.PEER_SPECIALIST),
    "lena": ("Lena O.", "she / her", Role.CASE_MANAGER),
    "noor": ("Noor A.", "they / them", Role.CRISIS_RESPONDER),
    "ada": ("Ada K.", "she / her", Role.PRESCRIBER),
    "ravi": ("Ravi S.", "he / him", Role.SUPERVISOR),
    "elin": ("Elin V.", "she / her", Role.PRIVACY_OFFICER),
}
#: Everybody else: how they are called, and the address of their account.
OTHERS = {
    "maya": ("Maya P.", "she / her", "maya@example.org"), "rosa": ("Rosa P.", "", ""),
    "theo": ("Theo B.", "he / him", "theo@riverbend.example"), "omar": ("Omar D.", "he / him", "omar@example.org"),
}  # fmt: skip
CARERS = ("priya", "sam", "lena", "ada")


@dataclass
class Cast:
    """Maya's people in the outpatient programme; Theo is a good counselor of the other one, with his own client."""

    now: datetime
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown

    @property
    def today(self) -> date:
        return self.now.astimezone(NEW_YORK).date()

    def act(self, actor: Person | None, at: datetime | None = None, via: str = "test") -> Act:
        """An act of somebody, now or at another time."""
        return Act(actor=actor, at=at or self.now, via=via)

    def browser(self, person: Person, factors: str = "password+totp") -> Client:
        """A Django test client in which `person` has just signed in, with these factors."""
        client = Client()
        account = Account.objects.get(person=person)
        act = Act(actor=person, at=timezone.now(), via="test")
        _session, key = open_session(account, factors=factors, limits=STAFF, device="", held={}, act=act)
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        return client


def build_cast(now: datetime) -> Cast:
    """Write the cast into the database, as of four months ago; in few statements, as two thousand tests begin with it."""
    cast = Cast(now)
    began = Act(actor=None, at=now - LONG_AGO, via="test")
    _organisation(cast.today)
    site = Site.objects.create(name="Mill Street")
    outpatient, elsewhere = Programme.objects.bulk_create(
        Programme(name=name, part2=Programme.Part2.COVERED) for name in ("Outpatient", "Intensive")
    )
    _people(cast, began)
    _workers(cast, outpatient, elsewhere, site, began)
    _clients(cast, outpatient, elsewhere, site, began)
    _maya(cast)
    consent.grant(cast.people["sam"], "checkins", act=Act(actor=cast.people["maya"], at=began.at, via="test"))
    return cast


def _organisation(today: date) -> None:
    Organisation.objects.create(pk=1, name="Riverbend Recovery")
    numbers = {"crisis_call": "988", "crisis_text": "988", "emergency": "911", "team": "+15550102"}
    HelpLine.objects.bulk_create(
        HelpLine(purpose=purpose, number=number, checked_on=today, check_again_on=today + timedelta(days=90))
        for purpose, number in numbers.items()
    )


def _people(cast: Cast, act: Act) -> None:
    """Everybody at once, each with an account but Rosa."""
    told = {name: (*WORKERS[name][:2], f"{name}@riverbend.example") for name in WORKERS} | OTHERS
    people = Person.objects.bulk_create(
        Person(preferred_name=shown, pronouns=pronouns, made_at=act.at)
        for shown, pronouns, _email in told.values()
    )
    cast.people = dict(zip(told, people, strict=True))
    Account.objects.bulk_create(
        Account(email=email, person=cast.people[name], made_at=act.at, password="!")
        for name, (_shown, _pronouns, email) in told.items()
        if email
    )


def _workers(cast: Cast, outpatient: Programme, elsewhere: Programme, site: Site, act: Act) -> None:
    """Their roles, as `teams.join` gives each."""
    held = [(name, outpatient, role) for name, (_shown, _pronouns, role) in WORKERS.items()]
    joined = Membership.objects.bulk_create(
        Membership(person=cast.people[name], programme=programme, role=role, site=site, from_on=_day_of(act))
        for name, programme, role in [*held, ("theo", elsewhere, Role.COUNSELOR)]
    )
    announce_all(
        [WorkerJoined(one.pk, None, programme=one.programme_id, role=one.role) for one in joined], act=act
    )


def _clients(cast: Cast, outpatient: Programme, elsewhere: Programme, site: Site, act: Act) -> None:
    """Maya with her circle, and Omar with Theo."""
    maya, omar = cast.people["maya"], cast.people["omar"]
    teams.enrol_all(
        [
            Enrolment(person=person, programme=programme, site=site, from_on=_day_of(act))
            for person, programme in ((maya, outpatient), (omar, elsewhere))
        ],
        act=act,
    )
    circle = [(name, maya, WORKERS[name][2]) for name in CARERS] + [("theo", omar, Role.COUNSELOR)]
    teams.begin_care_all(
        [
            CareRelationship(worker=cast.people[name], person=person, role=role, from_at=act.at)
            for name, person, role in circle
        ],
        act=act,
    )


def _day_of(act: Act) -> date:
    return act.at.astimezone(NEW_YORK).date()


def _maya(cast: Cast) -> None:
    maya = cast.people["maya"]
    CarePreferences.objects.create(person=maya, what_matters="My sister’s kitchen on Sundays.")
    ContactPoint.objects.create(
        person=maya, system="phone", value="+15550111", safety="safe", voicemail="no",
        words_to_say="Say you are from the bakery.", asked_on=cast.today,
    )  # fmt: skip
    RelatedPerson.objects.create(person=maya, name="Rosa", relationship="My sister", phone="+15550101")


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, at a Thursday evening in November."""
    return build_cast(THURSDAY)


@pytest.fixture
def live_cast(db: None) -> Cast:
    """The cast at this very moment: for pages, whose doors ask the real clock."""
    return build_cast(timezone.now())
