"""The same seed tells the same organisation, another seed another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import pytest
from django.db import transaction
from django.db.models import Model

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import Finding, WatchState
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.operations.demo.building import build
from handrail.operations.demo.telling import DemoRefused
from handrail.operations.demo.tests.conftest import TODAY

pytestmark = pytest.mark.django_db

TABLES = (Person, ContactPoint, CheckIn, Response, Step, Appointment, Finding, WatchState)
#: What real actions wrote at the end has keys of the database's own; what it says is the same.
BY_WORDS = (
    (Proposal, ("role", "title", "why", "due_at", "status", "answered_at", "words")),
    (Entry, ("kind", "person_id", "actor_id", "at", "via")),
)


def digest(seed: int, **more: Callable[[int, int], object]) -> str:
    """A fingerprint of all rows of a small organisation, which is taken away again."""
    with transaction.atomic():
        build(6, seed, 40, today=TODAY, **more)
        found = hashlib.sha256()
        for model in TABLES:
            shown = [f.attname for f in model._meta.concrete_fields if f.attname not in ("id", "concern_id")]
            found.update(repr([_told(row, shown) for row in model.objects.order_by("pk")]).encode())
        for model, fields in BY_WORDS:
            found.update(repr(sorted(repr(_told(row, fields)) for row in model.objects.all())).encode())
        transaction.set_rollback(True)
    return found.hexdigest()


def _told(row: Model, names: Sequence[str]) -> list[object]:
    return [getattr(row, name) for name in names]


def test_the_same_seed_tells_the_same_people_the_same_days_and_another_seed_others():
    """And progress is told person by person to the end."""
    told: list[tuple[int, int]] = []
    seven = digest(7, progress=lambda done, of: told.append((done, of)))
    assert told == [(n, 7) for n in range(1, 8)]
    assert digest(7) == seven
    assert digest(8) != seven


def test_the_demo_does_not_mix_with_people_it_did_not_make(cast):
    before = Person.objects.count()
    with pytest.raises(DemoRefused, match="the demo did not make"):
        build(5, 7, 30, today=TODAY)
    assert Person.objects.count() == before
