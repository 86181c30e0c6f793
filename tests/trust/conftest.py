"""One world for this folder, made once a process; what a test changes in it is taken back after the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.trust.forms import WHO, Form, Look, forms_of, looks_of
from tests.trust.world import World, build_world


@pytest.fixture(scope="package")
def _made(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def looks(_made: World, django_db_blocker: pytest.FixtureDef) -> list[Look]:
    """Every address as each of the cast finds it in this world: going to look costs some seconds, so it is done once."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = [look for who in WHO for look in looks_of(_made, who)]
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="package")
def forms(looks: list[Look]) -> list[Form]:
    """Every form that the cast finds in this world."""
    return forms_of(looks)


@pytest.fixture
def db(_made: World) -> Iterator[None]:
    """In this folder a test starts from that world, not from an empty database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(_made: World, db: None) -> World:
    """One of everything, Maya's; and Omar's, whom Theo cares for."""
    return _made


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in."""
    return Client(raise_request_exception=False)
