"""F03, F05, F07, F08, F09: the database is killed, full, silent or cut off; whoever asks for help is answered all the
same, nothing that was answered is lost, and nothing is done twice."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections
from django.utils import timezone

from handrail.config.database import database_from_url
from handrail.foundation.ledger.waiting import VANISHED, Bounded
from handrail.operations import watchdog
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis import spool
from handrail.pillars.crisis.models import Alert, Asking
from tests.faults.own_server import BOUND, in_time

PAGE = "/help/someone/"


def press(browser, key, words="At the creek."):
    return in_time(lambda: browser.post(PAGE, {"key": str(key), "words": words}))


def of(key):
    return in_time(lambda: Alert.objects.filter(askings__key=key).count())


def brought_in():
    return in_time(lambda: spool.bring_in(now=timezone.now()))


class Writers:
    """Eight who ask without a name, on and on; what each was told, and what they never learned."""

    def __init__(self, cast) -> None:
        self.cast, self.answered, self.unknown, self.enough = cast, [], [], threading.Event()
        self.threads = [threading.Thread(target=self._go_on) for _n in range(8)]
        for one in self.threads:
            one.start()

    def ask(self, key) -> None:
        crisis.ask_for_help(
            None, key=key, words="Under the bridge.", act=self.cast.act(None, timezone.now(), "open")
        )

    def _go_on(self) -> None:
        while not self.enough.is_set():
            key = uuid4()
            try:
                self.ask(key)
                self.answered.append(key)
            except DatabaseError:
                self.unknown.append(key)
                self.enough.wait(0.05)
            finally:
                connections.close_all()

    def stop(self) -> None:
        self.enough.set()
        for one in self.threads:
            one.join(BOUND * 2)
        assert not any(one.is_alive() for one in self.threads)


def test_killed_under_eight_writers_it_has_all_that_was_answered_and_each_repeat_is_the_same_request(
    own, crew, maya
):
    writers = Writers(crew)
    assert not writers.enough.wait(0.5)
    own.kill()
    own.start()
    writers.stop()
    # Its connections of before are dead, and nobody has to be started again for that.
    assert in_time(lambda: maya.get("/me/")).status_code == 200
    for key in writers.unknown:
        in_time(lambda key=key: writers.ask(key))
    wanted = writers.answered + writers.unknown
    kept = in_time(lambda: list(Asking.objects.filter(key__in=wanted).values_list("key", flat=True)))
    print(
        f"answered {len(writers.answered)}, never learned {len(writers.unknown)}, lost {len(wanted) - len(kept)}"
    )
    assert sorted(kept) == sorted(wanted) and len(writers.answered) > 10 and writers.unknown
    assert in_time(lambda: Alert.objects.filter(askings__key__in=wanted).count()) == len(wanted)


@pytest.mark.parametrize("place", [b"", b"crisis_asking"], ids=["at once", "in the middle"])
def test_silent_it_is_waited_for_a_moment_then_help_takes_the_other_way_and_goes_back_by_itself(
    way, maya, place
):
    key = uuid4()
    way.silent_at = place
    answer = press(maya, key)
    assert answer.status_code == 202 and "told the people on call directly" in answer.text
    assert "988" in in_time(lambda: maya.get("/help/")).text
    assert place or in_time(watchdog.last_beat) is None
    way.silent_at = None
    assert in_time(lambda: maya.get("/me/")).status_code == 200
    assert press(maya, key).status_code == 302 and of(key) == 1
    assert brought_in() == 1 and of(key) == 1


def test_cut_just_after_commit_it_is_neither_said_to_have_failed_nor_done_twice(way, maya):
    key = uuid4()
    way.cuts_commit = True
    assert press(maya, key).status_code == 202
    assert of(key) == 1, "it had been kept, and nobody could know"
    assert brought_in() == 1 and of(key) == 1


def test_with_its_volume_full_help_is_kept_beside_it_and_nothing_answered_is_lost(own, maya):
    before, key = uuid4(), uuid4()
    assert press(maya, before).status_code == 302
    own.fill()
    answer = press(maya, key)
    assert answer.status_code == 202 and "told the people on call directly" in answer.text
    assert in_time(watchdog.last_beat) is None
    own.make_room()
    assert brought_in() == 1 and (of(before), of(key)) == (1, 1)


def test_over_a_network_a_server_that_vanished_is_noticed_in_seconds():
    asked = database_from_url("postgresql://a@db.example.org/handrail?tcp_user_timeout=9000")["OPTIONS"]
    assert {name: asked[name] for name in VANISHED} == VANISHED | {"tcp_user_timeout": "9000"}
    assert asked["pool"]["reconnect_timeout"] < asked["pool"]["timeout"]
    assert asked["pool"]["connection_class"] is Bounded
