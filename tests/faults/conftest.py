"""For faults of the database: a PostgreSQL of these tests' own, with the cast in it, and Maya's browser on it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from django.utils import timezone

from handrail.foundation.ledger.models import Heartbeat
from handrail.operations import watchdog
from handrail.operations.pager import LOOP
from handrail.operations.scratch import Scratch
from handrail.pillars.crisis.roster import write_snapshot
from tests.cast import build_cast
from tests.faults.own_server import OwnServer, django_over, in_time


@pytest.fixture(scope="session")
def own(django_db_blocker):
    scratch = Scratch.inherited()
    if scratch is None:
        pytest.skip("the tests' own server has its tables from the template that a run of its own makes")
    place = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    place.chmod(0o755)
    one = OwnServer(place)
    one.start()
    one.copy_tables(scratch.cluster.url(scratch.template()))
    way = one.way()
    with django_db_blocker.unblock(), django_over(way):
        one.cast = build_cast(timezone.now())
    way.close()
    yield one
    one.cluster.stop(patience=2)
    shutil.rmtree(place)


@pytest.fixture
def way(own, django_db_blocker):
    found = own.way()
    with django_db_blocker.unblock(), django_over(found):
        yield found
    found.close()


@pytest.fixture
def crew(own, way, settings, tmp_path):
    settings.SPOOL, settings.ROSTER = tmp_path / "spool", tmp_path / "roster.json"
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    in_time(lambda: write_snapshot(timezone.now()))
    in_time(lambda: Heartbeat.objects.update_or_create(loop=LOOP, defaults={"at": timezone.now()}))
    assert in_time(watchdog.last_beat) is not None
    return own.cast


@pytest.fixture
def maya(crew):
    """Her browser, signed in; its first page has warmed the pool."""
    browser = in_time(lambda: crew.browser(crew.maya))
    assert in_time(lambda: browser.get("/me/")).status_code == 200
    return browser
