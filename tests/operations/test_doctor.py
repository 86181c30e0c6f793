"""The doctor sees what could lose or hold up what people told us, and says what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone
from rich.console import Console

from handrail.foundation.ledger.address import listening_address
from handrail.foundation.ledger.models import Delivery, Entry, Heartbeat
from handrail.foundation.sealing import key_ring
from handrail.foundation.sealing.actions import know
from handrail.operations import doctor, findings, health, key_findings
from handrail.operations.cluster import Cluster
from handrail.operations.findings import Finding


@pytest.fixture
def connection(transactional_db: None) -> Iterator[psycopg.Connection]:
    with psycopg.connect(listening_address(), autocommit=True) as connection:
        yield connection


def test_a_database_that_does_not_wait_for_the_disk_fails(connection: psycopg.Connection) -> None:
    found = findings.durable(connection)
    assert not found.well
    assert "fsync=off" in found.says
    assert "power cut" in found.do


def test_a_private_database_is_durable_and_nothing_waits_for_a_restart(folder: Path) -> None:
    with psycopg.connect(Cluster(folder).adopt_or_start(), autocommit=True) as connection:
        assert findings.durable(connection).well
        assert findings.version(connection).well
        assert findings.clocks(connection).well
        assert findings.pending_restart(connection).well
        connection.execute("ALTER SYSTEM SET max_connections = 123")
        connection.execute("SELECT pg_reload_conf()")
    with psycopg.connect(Cluster(folder).url(), autocommit=True) as connection:
        for _look in range(600):
            waiting = findings.pending_restart(connection)
            if not waiting.well:
                break
            connection.execute("SELECT pg_sleep(0.1)")
    assert (waiting.well, waiting.says) == (False, "max_connections")


def test_a_delivery_overdue_by_minutes_fails_and_one_just_due_does_not(
    connection: psycopg.Connection,
) -> None:
    entry = Entry.objects.create(kind="measures.check_in.submitted", at=timezone.now(), via="open")
    now = timezone.now()
    Delivery.objects.create(entry=entry, reaction="just_due", due_at=now - timedelta(seconds=2))
    assert findings.deliveries(connection).well
    Delivery.objects.create(entry=entry, reaction="stuck", due_at=now - timedelta(minutes=5))
    found = findings.deliveries(connection)
    assert not found.well
    assert found.says.startswith("1 overdue since")


def test_a_worker_never_heard_or_heard_long_ago_fails(connection: psycopg.Connection) -> None:
    assert findings.worker(connection).says == "never heard"
    Heartbeat.objects.create(loop="clock", at=timezone.now() - timedelta(minutes=3))
    assert not findings.worker(connection).well
    Heartbeat.objects.update(at=timezone.now())
    assert findings.worker(connection).well


def test_keys_that_are_missing_are_others_or_lie_open_fail(
    connection: psycopg.Connection, settings: Any, tmp_path: Path
) -> None:
    settings.KEYS = tmp_path / "keys.json"
    assert not key_findings.keys(connection).well
    key_ring.make(settings.KEYS, "2026-11-01")
    know(key_ring.ring(), at=timezone.now())
    assert key_findings.keys(connection).says == f"1 in {settings.KEYS}, of 2026-11-01"
    settings.KEYS.chmod(0o644)
    assert "can be read by others" in key_findings.keys(connection).says
    settings.KEYS.unlink()
    key_ring.make(settings.KEYS, "2026-11-02")
    found = key_findings.keys(connection)
    assert not found.well and "lacks" in found.says and "rotate-the-keys" in found.do
    assert health.ready()[1]["keys"] == "others than this database was sealed with"


def test_a_migration_that_has_not_run_is_counted(connection: psycopg.Connection) -> None:
    assert findings.migrations(connection).well
    with connection.transaction(force_rollback=True):
        connection.execute("DELETE FROM django_migrations WHERE app = 'ledger'")
        assert not findings.migrations(connection).well


def test_the_table_says_what_to_do_only_where_something_is_wrong() -> None:
    told = io.StringIO()
    well = doctor.show(
        [
            Finding("Disk", True, "9.0 GiB free", "Free some space."),
            Finding("Worker", False, "gone", "Start it."),
        ],
        Console(file=told, width=120),
    )
    assert not well
    assert "Start it." in told.getvalue()
    assert "Free some space." not in told.getvalue()


def test_ready_means_database_migrations_and_a_worker_heard_of_lately(transactional_db: None) -> None:
    assert health.ready() == (
        False,
        {"database": "ok", "migrations": "ok", "worker": "never heard", "keys": "ok"},
    )
    Heartbeat.objects.create(loop="clock", at=timezone.now())
    assert health.ready() == (True, {"database": "ok", "migrations": "ok", "worker": "ok", "keys": "ok"})
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=45))
    well, parts = health.ready()
    assert not well
    assert parts["worker"] == "clock last heard 45 s ago"


def test_a_database_that_is_gone_is_said_within_a_second_or_so(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "listening_address", lambda: "host=/nonexistent dbname=handrail")
    assert health.ready() == (False, {"database": "does not answer"})
