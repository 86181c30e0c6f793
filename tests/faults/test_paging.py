"""F02, F10, F24, F26, F33: the pager is killed around every send, or two of them go round; no alert rests with nobody."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.foundation.ledger.models import Delivery
from handrail.foundation.messaging import senders
from handrail.foundation.people.models import ContactPoint
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import pager
from handrail.pillars.crisis.models import Alert, Page
from tests.cast import build_cast
from tests.faults.killing import killed_at_each_step

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(seconds=21)


@pytest.fixture
def cast(settings, tmp_path):
    settings.SMS_FILE = tmp_path / "texts.jsonl"
    cast = build_cast(timezone.now())
    ContactPoint.objects.create(person=cast.noor, system="phone", value="+15550200")
    crisis.add_shift(
        cast.noor, place=1, from_at=cast.now - timedelta(hours=1), until_at=cast.now + timedelta(days=9),
        act=cast.act(cast.ravi),
    )  # fmt: skip
    return cast


def delivered(settings) -> Counter:
    """What the carrier really took, by its own ledger: messages for each step and human."""
    if not settings.SMS_FILE.exists():
        return Counter()
    pages = {f"page-{page.pk}": page for page in Page.objects.all()}
    taken = [pages[json.loads(line)["key"]] for line in settings.SMS_FILE.read_text().splitlines()]
    return Counter((page.alert_id, page.step, page.to_id) for page in taken)


def test_killed_at_each_step_the_next_one_takes_over_when_the_lease_ends(cast, settings, monkeypatch):
    now = {"at": cast.now}
    monkeypatch.setattr(pager, "database_clock", lambda: now["at"])
    # One after the other: a thread would be killed with its process all the same.
    monkeypatch.setattr(pager, "AT_ONCE", 1)
    carriers, kills, steps_before = dict(senders.CHANNELS), 0, 0
    alert = crisis.ask_for_help(cast.maya, key=uuid4(), act=cast.act(cast.maya))

    def page(steps):
        for name, hand in carriers.items():
            senders.CHANNELS[name] = steps.carrier(hand)
        pager.page_due()

    for _step in killed_at_each_step(page):
        kills += 1
        alert.refresh_from_db()
        assert alert.due_at is not None
        if alert.steps > steps_before:
            # It died after writing down that this step was taken.
            steps_before, now["at"] = alert.steps, alert.due_at
            continue
        assert alert.due_at <= now["at"]
        now["at"] += LEASE
    extra = [count - 1 for count in delivered(settings).values()]
    assert kills > 20
    # Each death around a send costs one more copy at most; with twenty deaths in one step, as here, that many.
    assert max(extra) <= kills
    assert all(page.attempt >= 1 for page in alert.pages.all())


def test_one_death_costs_one_copy_at_most_and_the_next_step_no_time(cast, settings, monkeypatch):
    now = {"at": cast.now}
    monkeypatch.setattr(pager, "database_clock", lambda: now["at"])
    alert = crisis.ask_for_help(cast.maya, key=uuid4(), act=cast.act(cast.maya))
    dead = crisis.lease(alert.pk, act=cast.act(None, cast.now))
    for page in dead.pages:
        pager._hand((page, "+15550200", "x")) if page.channel == "sms" else None
    assert pager.page_due().steps == 0
    now["at"] += LEASE
    assert pager.page_due().steps == 1
    assert set(delivered(settings).values()) == {2}
    alert.refresh_from_db()
    assert alert.due_at == now["at"] + timedelta(minutes=2)


def test_two_pagers_at_once_take_each_step_once(cast, settings):
    for _n in range(12):
        crisis.ask_for_help(None, key=uuid4(), act=cast.act(None, timezone.now() - timedelta(minutes=1)))
    ready, turns = Barrier(2, timeout=60), []

    def go_round() -> None:
        ready.wait()
        turns.extend(pager.page_due().steps for _turn in range(3))
        connections.close_all()

    both = [Thread(target=go_round) for _n in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert not any(one.is_alive() for one in both)
    assert sum(turns) == 12
    assert set(delivered(settings).values()) == {1}
    assert set(Alert.objects.values_list("steps", flat=True)) == {1}


def test_of_eight_who_take_it_at_once_one_has_it_and_the_others_learn_who(cast):
    alert = crisis.ask_for_help(cast.maya, key=uuid4(), act=cast.act(cast.maya))
    ready, said = Barrier(2, timeout=60), []

    def take(who) -> None:
        ready.wait()
        try:
            crisis.acknowledge(alert, act=cast.act(who, timezone.now()))
            said.append("has it")
        except crisis.AlreadyHeld as held:
            said.append(str(held.worker))
        connections.close_all()

    both = [Thread(target=take, args=(who,)) for who in (cast.noor, cast.ravi)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert not any(one.is_alive() for one in both)
    assert said.count("has it") == 1
    assert set(said) - {"has it"} <= {"Noor A.", "Ravi S."}
    assert alert.holdings.count() == 1


OWED = 20_000
OWE = """
INSERT INTO ledger_delivery (entry_id, person_id, reaction, due_at, attempts, trouble)
SELECT e.id, NULL, 'ordinary.' || n, now(), 0, '' FROM (SELECT min(id) AS id FROM ledger_entry) e, generate_series(1, %s) n
"""


def test_behind_twenty_thousand_reactions_that_are_owed_a_page_goes_out_in_the_first_turn(cast, settings):
    def one_turn() -> tuple[list[str], int]:
        crisis.ask_for_help(None, key=uuid4(), act=cast.act(None, timezone.now()))
        with CaptureQueriesContext(connection) as asked:
            assert pager.page_due().steps == 1
        return [
            one["sql"].partition(" ")[0] for one in asked.captured_queries if "ledger_delivery" in one["sql"]
        ], len(asked)

    alone = one_turn()
    with connection.cursor() as cursor:
        cursor.execute(OWE, [OWED])
    behind = one_turn()
    assert behind == alone, "it asks the same, and reads nothing of what is owed"
    assert "SELECT" not in behind[0]
    assert Delivery.objects.owed().filter(reaction__startswith="ordinary.").count() == OWED
    assert sum(delivered(settings).values()) == 2
