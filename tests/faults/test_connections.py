"""F12, F13: a commit whose standby is away is cancelled, and somebody else takes every connection; help goes on."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from uuid import uuid4

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from handrail.operations import watchdog
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager, spool
from handrail.pillars.crisis.models import Alert
from tests.faults.own_server import BOUND, in_time

PAGE = "/help/someone/"
WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
MOST = 200


def press(browser, key):
    return in_time(lambda: browser.post(PAGE, {"key": str(key), "words": "At the creek."}))


def of(key):
    return in_time(lambda: Alert.objects.filter(askings__key=key).count())


def brought_in():
    return in_time(lambda: spool.bring_in(now=timezone.now()))


@pytest.fixture
def standby_away(own, maya):
    """Every commit waits for a standby that is not there."""
    named = "ALTER SYSTEM SET synchronous_standby_names = '{}'"
    own.execute(named.format("away"), "SELECT pg_reload_conf()")
    yield
    own.execute(named.format(""), "SELECT pg_reload_conf()")
    cancel_waits(own)


def cancel_waits(own):
    """What an administrator does in a hurry; returns how many commits were waiting."""
    with psycopg.connect(own.cluster.url(), autocommit=True) as admin:
        waiting = admin.execute(WAITING).fetchall()
        for (pid,) in waiting:
            admin.execute("SELECT pg_cancel_backend(%s)", [pid])
    return len(waiting)


def test_help_does_not_wait_for_a_standby_that_is_away_and_is_there_once(own, maya, standby_away):
    key = uuid4()
    assert press(maya, key).status_code == 202, "nobody knows yet, so it takes the other way too"
    assert "told the people on call directly" in press(maya, key).text
    own.execute("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
    cancel_waits(own)
    assert brought_in() >= 1
    assert of(key) == 1


def test_a_wait_that_was_cancelled_is_an_unknown_outcome_and_never_a_success(own, crew, standby_away):
    key, said = uuid4(), []

    def ask() -> None:
        try:
            crisis.ask_for_help(None, key=key, act=crew.act(None, timezone.now(), "open"))
            said.append("kept")
        except OperationalError:
            said.append("unknown")
        finally:
            connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    pause = threading.Event()
    for _look in range(BOUND * 20):
        if cancel_waits(own):
            break
        pause.wait(0.05)
    asking.join(BOUND)
    assert not asking.is_alive()
    assert said == ["unknown"]
    own.execute("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
    again = in_time(lambda: crisis.ask_for_help(None, key=key, act=crew.act(None, timezone.now(), "open")))
    assert of(key) == 1
    assert again.askings.count() == 1


def take_all(held, address):
    """Open connections until the next is refused; returns how many there were."""
    for taken in range(MOST):
        try:
            held.enter_context(psycopg.connect(address, autocommit=True))
        except psycopg.OperationalError as refused:
            assert "reserved" in str(refused)
            return taken
    return MOST


def test_with_every_connection_taken_by_somebody_else_help_pager_watchdog_and_admin_get_in(own, crew, maya):
    own.execute("CREATE ROLE somebody_else LOGIN")
    theirs = own.cluster.url().replace("user=handrail", "user=somebody_else")
    key = uuid4()
    with ExitStack() as held:
        taken = take_all(held, theirs)
        assert 20 < taken < MOST
        in_time(lambda: Alert.objects.open().filter(person=crew.maya).update(due_at=timezone.now()))
        assert press(maya, key).status_code == 302
        assert of(key) == 1
        assert in_time(pager.page_due).steps >= 1
        assert in_time(watchdog.last_beat) is not None
        with psycopg.connect(own.cluster.url()) as admin:
            assert admin.execute("SELECT 1").fetchone() == (1,)
    own.execute("DROP ROLE somebody_else")
