"""Each test process gets its database as a copy of one migrated template."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as settings_of_examples
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from handrail.operations.scratch import Scratch

pytest_plugins = ["tests.cast", "tests.quick"]

# A page that is slow because the machine is shared is not a page that is wrong.
expect.set_options(timeout=20_000)
# Neither is an example that takes long to draw or to try.
settings_of_examples.register_profile(
    "shared", settings_of_examples.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings_of_examples.load_profile("shared")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the template instead of migrating once for every process."""
    if scratch := Scratch.inherited():
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = scratch.template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Django empties all tables after a test that commits, which the ledger refuses anywhere else."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) FROM pg_trigger"
            " WHERE tgname LIKE '%are_not_emptied'"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
