"""One world for each file of tests, made once; what a test changes in it is taken back after the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.browser.conftest import chromium, installation
from tests.trust.world import World, build_world

__all__ = ["chromium", "installation"]


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def db(_made: World) -> Iterator[None]:
    """In this folder a test starts from the world of its file, not from an empty database."""
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
