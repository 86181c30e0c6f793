"""What a request leaves on a connection that the next one takes (F40): nothing. No connection carries an organization."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from handrail.pillars.crisis import moment
from tests.architecture.source import PACKAGE

#: Told to a connection until it is closed: a setting without LOCAL, or set_config that is not of the transaction.
LASTING = re.compile(
    r"""["']\s*SET (?!LOCAL|CONSTRAINTS)\w|set_config\([^)]*false|\bPREPARE \w|\bLISTEN \w"""
)
#: Listeners hold connections of their own, which no request gets.
ITS_OWN = {"interfaces/live/hub.py", "operations/worker.py"}


def settings_now() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE source = 'session'")
        return dict(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_what_one_request_sets_on_a_connection_the_next_does_not_find():
    before = settings_now()
    for breaks in ("", "RAISE", "SELECT 1/0", "SELECT nothing_there"):
        with suppress(DatabaseError, RuntimeError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(moment.LIMITS, ["50", "60"])
            assert settings_now() != before
            if breaks == "RAISE":
                raise RuntimeError
            cursor.execute(breaks or "SELECT 1")
        assert settings_now() == before, breaks


def test_nothing_is_set_for_longer_than_a_transaction():
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and LASTING.search(path.read_text())
    }
    assert found <= ITS_OWN, found
