"""F47: tables grow, are filled, go back and forth and are made strict while people write, killed at each step of it."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from handrail.foundation.measures.models import CheckIn
from handrail.operations.migrating import in_use
from handrail.operations.scratch import Scratch
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Asking
from handrail.pillars.crisis.roster import write_snapshot
from tests.cast import build_cast
from tests.faults.killing import killed_at
from tests.faults.upgrading import NextRelease, Tip, Writer, django_on, mood, schema

ROWS = 150


@pytest.fixture
def filled(django_db_blocker, settings, tmp_path):
    """An installation of this test's own: the cast, and check-ins of months."""
    scratch = Scratch.inherited()
    if scratch is None:
        pytest.skip("it is a copy of the template that a run of its own makes")
    name, template = f"test_{os.getpid()}_upgrade", scratch.template()
    scratch.cluster.drop_database(name)
    scratch.cluster.create_database(name, template)
    settings.SPOOL, settings.ROSTER = tmp_path / "spool", tmp_path / "roster.json"
    settings.MIGRATION_MODULES = {"measures": "tests.faults.next_release"}
    now = timezone.now()
    with django_db_blocker.unblock(), django_on(name):
        cast = build_cast(now)
        write_snapshot(now)
        kept = {"person": cast.maya, "day": cast.today, "made_at": now}
        CheckIn.objects.bulk_create(CheckIn(key=uuid4(), mood=3, **kept) for _row in range(ROWS))
        yield cast
    scratch.cluster.drop_database(name)


@pytest.fixture
def writers(filled, tmp_path):
    """Makes phones that write on and on; whatever happens none of them outlives the test."""
    made = []

    def one(then=None):
        made.append(Writer(filled, tmp_path / f"phone-{len(made)}", then))
        return made[-1]

    one.all = made
    yield one
    for phone in made:
        phone.end()


def and_the_new_column(key):
    """What the next release does besides, for as long as both run."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE measures_checkin SET told_on = day WHERE key = %s", [key])


def see_that_nothing_was_lost(phones):
    """Whoever never learned tells it again; then each is there once, with what was told."""
    for phone in phones:
        phone.then = None  # The next release is gone again.
        for key, answer in phone.told("check_in").items():
            assert answer == "kept" or Writer.check_in(phone, key)
        assert set(phone.told("ask").values()) <= {"302", "202"}, "no page of help may fail"
    spool.bring_in(now=timezone.now())
    checked_in = {key for phone in phones for key in phone.told("check_in")}
    asked = {key for phone in phones for key in phone.told("ask")}
    kept = dict(CheckIn.objects.filter(key__in=checked_in).values_list("key", "mood"))
    assert kept == {key: mood(key) for key in checked_in} and len(kept) > len(phones)
    assert CheckIn.objects.count() == ROWS + len(checked_in)
    assert set(Asking.objects.filter(key__in=asked).values_list("key", flat=True)) == asked
    return len(checked_in), len(asked)


def test_a_table_grows_is_filled_goes_back_and_is_made_strict_under_writers_and_nothing_is_lost(writers):
    release, kills, before = NextRelease(), 0, schema()
    grow, fill, ask = release.names
    old = writers()
    kills += release.killed(grow)
    new = writers(then=and_the_new_column)
    kills += release.killed(fill)
    # Back again: first the code, then the tables.
    new.stop()
    kills += release.killed(fill, back=True) + release.killed(grow, back=True)
    assert schema() == before
    release.go(grow)
    release.go(fill)
    newer = writers(then=and_the_new_column)
    old.stop()
    kills += release.killed(ask)
    newer.stop()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM measures_checkin WHERE told_on IS DISTINCT FROM day")
        assert cursor.fetchone() == (0,)
    for name in (ask, fill, grow):
        release.go(name, back=True)
    assert schema() == before
    print(f"killed {kills}; check-ins and calls for help:", see_that_nothing_was_lost(writers.all))
    assert kills > 40


def test_what_only_adds_goes_back_and_forth_under_writers_and_a_killed_one_is_healed_by_migrating(
    writers, settings
):
    settings.MIGRATION_MODULES = {}
    before, tip = schema(), Tip()
    phone = writers()
    assert killed_at(20, tip.back)
    tip.back()
    assert len(before) > len(schema())
    tip.forth_but_for_one()
    call_command("migrate", interactive=False, verbosity=0)
    assert schema() == before
    phone.stop()
    see_that_nothing_was_lost(writers.all)


def test_a_migration_waits_for_nobody_who_keeps_a_table(filled):
    release = NextRelease()
    release.executor.tries = 1
    reader = connections.create_connection("default")
    reader.set_autocommit(False)
    reader.cursor().execute("SELECT count(*) FROM measures_checkin")
    with pytest.raises(OperationalError) as found:
        release.go(release.names[0])
    assert in_use(found.value)
    release.see_that_it_fits()
    reader.rollback()
    reader.close()
    release.go(release.names[0])
    release.see_that_it_fits()
