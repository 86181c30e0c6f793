"""A small Riverbend, built once for all sentences of a file, and everybody in it by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import pytest
from django.db import transaction
from django.db.models import QuerySet

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.teams.models import Membership
from handrail.operations.demo.building import build
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.stories import STORIES
from handrail.operations.demo.window import moment_of

#: A Thursday in November, told up to three in the afternoon.
TODAY = date(2026, 11, 19)
NOW = moment_of(TODAY, ZONE)


@dataclass
class Riverbend:
    """What a test asks of a demo that is there."""

    today: date = TODAY

    @cached_property
    def now(self) -> datetime:
        return moment_of(self.today, ZONE)

    @cached_property
    def clients(self) -> QuerySet[Person]:
        return Person.objects.filter(external_id__regex=r"^RB-\d{5}$")

    def of(self, story: str) -> Person:
        """The person of a story."""
        told = next(one for one in STORIES if one.id == story)
        return self.clients.get(preferred_name=told.name.preferred, legal_name=told.name.legal)

    def worker(self, given: str) -> Person:
        """Somebody of the cast, by first name."""
        held = Membership.objects.values("person")
        return Person.objects.get(preferred_name__startswith=f"{given} ", pk__in=held)

    def act(self, actor: Person) -> Act:
        return Act(actor=actor, at=self.now, via="test")

    def check_ins(self, person: Person, first: int, last: int = 0) -> QuerySet[CheckIn]:
        """Their check-ins from `first` to `last` days ago."""
        days = self.today - timedelta(days=first), self.today - timedelta(days=last)
        return CheckIn.objects.of(person).between(*days).order_by("made_at")

    def findings(self, person: Person, first: int, last: int = 0) -> QuerySet[Finding]:
        days = self.today - timedelta(days=first), self.today - timedelta(days=last)
        return Finding.objects.filter(person=person, day__range=days).exclude(level="watch")

    def open_concern(self, person: Person) -> Concern:
        return Concern.objects.open().get(person=person)

    def waiting(self, person: Person) -> dict[str, str]:
        """Who of which role is asked now."""
        asked = Proposal.objects.waiting().filter(response__person=person, asks__ended_at=None)
        return dict(asked.values_list("role", "asks__asked__preferred_name"))

    def steps(self, person: Person) -> QuerySet[Step]:
        return Step.objects.of(person)


def built(people: int, days: int, seed: int = 7) -> Iterator[Riverbend]:
    """Build, lend, and take back."""
    with transaction.atomic():
        build(people, seed, days, today=TODAY)
        yield Riverbend()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def riverbend(django_db_setup: None, django_db_blocker: object) -> Iterator[Riverbend]:
    """Twenty people and eight months: everybody who has a story is among them."""
    with django_db_blocker.unblock():
        yield from built(20, 240)


@pytest.fixture(scope="module")
def sixty(django_db_setup: None, django_db_blocker: object) -> Iterator[Riverbend]:
    """A tenth of Riverbend, told for seven months."""
    with django_db_blocker.unblock():
        yield from built(60, 210)
