"""An installation with filled tables that is brought to another state while people write, and what they were told."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sys import modules
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations import Migration
from django.utils import timezone

from handrail.foundation.measures.actions import check_in
from handrail.operations.migrating import WholeExecutor
from tests.architecture.test_migrations import is_new, ours, troubles
from tests.cast import Cast
from tests.faults.killing import Steps, killed_at_each_step

#: Of the migrations that may be taken back, the latest so many, and all since the rule holds.
LATEST = 4
BOUND = 20


@contextmanager
def django_on(name: str) -> Iterator[None]:
    """Django's default database is this one of the same server, without a pool."""
    connections.close_all()
    pools, settings = DatabaseWrapper._connection_pools, connections["default"].settings_dict
    theirs, before = pools.pop("default", None), dict(settings)
    options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    settings.update(NAME=name, OPTIONS=options)
    try:
        yield
    finally:
        connections.close_all()
        settings.clear()
        settings.update(before)
        if theirs is not None:
            pools["default"] = theirs


class Writer:
    """Maya's phone in a process of its own: it checks in and asks for help, on and on, and notes what it was told.

    With `then` it is of the next release: that runs in the transaction of each check-in.
    """

    def __init__(self, cast: Cast, notes: Path, then: Callable[[UUID], None] | None = None) -> None:
        self.cast, self.notes, self.then = cast, notes, then
        self.enough, self.browser = notes.with_suffix(".enough"), cast.browser(cast.maya)
        connections.close_all()
        self.pid = os.fork()
        if not self.pid:
            self._alone()

    def _alone(self) -> None:
        signal.alarm(240)
        code = 1
        try:
            with self.notes.open("a") as notes:
                while not self.enough.exists():
                    for what in (self.check_in, self.ask):
                        key = uuid4()
                        notes.write(f"{what.__name__} {key} {self._told(what, key)}\n")
                        notes.flush()
                    time.sleep(0.02)
            code = 0
        finally:
            os._exit(code)

    @staticmethod
    def _told(what: Callable[[UUID], Any], key: UUID) -> str:
        try:
            return str(what(key))
        except DatabaseError:
            return "unknown"

    def check_in(self, key: UUID) -> str:
        """By the action of every check-in; what was answered follows from its key."""
        at = timezone.now()
        with transaction.atomic():
            check_in(
                self.cast.maya, key=key, answers={"mood": mood(key)}, act=self.cast.act(self.cast.maya, at)
            )
            if self.then:
                self.then(key)
        return "kept"

    def ask(self, key: UUID) -> int:
        """On the page, as on any phone: its status."""
        return self.browser.post("/help/someone/", {"key": str(key), "words": "At the creek."}).status_code

    def stop(self) -> None:
        """Have it end, and see that it did by itself."""
        self.enough.touch()
        until = time.monotonic() + BOUND
        while time.monotonic() < until:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.pid = 0
                assert os.waitstatus_to_exitcode(status) == 0
                return
            time.sleep(0.02)
        raise AssertionError("it did not end")

    def end(self) -> None:
        """Whatever became of the test."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0

    def told(self, what: str) -> dict[UUID, str]:
        lines = [line.split() for line in self.notes.read_text().splitlines()]
        return {UUID(key): answer for which, key, answer in lines if which == what}


def mood(key: UUID) -> int:
    return key.int % 11


class Steppings:
    """Single migrations, done and undone each by itself, with all that is needed made before anything is killed."""

    def __init__(self) -> None:
        self.executor = WholeExecutor(connection)
        self.graph = self.executor.loader.graph

    def work(self, key: tuple[str, str], *, back: bool) -> Callable[[Steps | None], None]:
        """What brings this one back or forth, unless that was written down already."""
        migration, state = self.graph.nodes[key], self.executor.loader.project_state(key, at_end=False)
        assert state.apps
        step = self.executor.unapply_migration if back else self.executor.apply_migration

        def work(_steps: Steps | None) -> None:
            if (key in self.executor.recorder.applied_migrations()) == back:
                step(state.clone(), migration)

        return work


class NextRelease(Steppings):
    """The made-up migrations, each also in a process that is killed at every step of it."""

    def __init__(self) -> None:
        super().__init__()
        self.names = sorted(name for app, name in self.graph.nodes if (app, name[:1]) == ("measures", "9"))

    def go(self, name: str, *, back: bool = False) -> None:
        self.work(("measures", name), back=back)(None)

    def killed(self, name: str, *, back: bool = False) -> int:
        """Killed at each step until it got through; what is written down is so after each. Returns the kills."""
        work = self.work(("measures", name), back=back)
        kills = [self.see_that_it_fits() for _step in killed_at_each_step(work)]
        self.see_that_it_fits()
        return len(kills)

    def see_that_it_fits(self) -> None:
        grown = ("measures", self.names[0]) in self.executor.recorder.applied_migrations()
        said = [one[1:3] for one in schema() if one[0] == "measures_checkin"]
        column = any(name == "told_on" for name, _what in said)
        index = any("(told_on)" in what for _name, what in said)
        assert grown == column == index


class Tip(Steppings):
    """The latest migrations that only add, with whatever stands on them."""

    def __init__(self) -> None:
        super().__init__()
        mine = {(one.app_label, one.name): one for one in ours()}
        bad = {key for key, one in mine.items() if troubles(one)}
        free = [key for key in mine if not bad & set(self.graph.backwards_plan(key))]
        newest = sorted(free, key=lambda key: made_at(mine[key]), reverse=True)[:LATEST]
        chosen = {*newest, *(key for key in free if is_new(mine[key]))}
        undone = {one for key in chosen for one in self.graph.backwards_plan(key)}
        order = [one for leaf in self.graph.leaf_nodes() for one in self.graph.forwards_plan(leaf)]
        self.keys = sorted(undone, key=order.index, reverse=True)
        self.steps = [self.work(key, back=True) for key in self.keys]
        self.again = [self.work(key, back=False) for key in reversed(self.keys)]

    def back(self, steps: Steps | None = None) -> None:
        for step in self.steps:
            step(steps)

    def forth_but_for_one(self) -> None:
        """One by one, which takes a tenth of what Django takes for all of them at once."""
        for step in self.again[:-1]:
            step(None)


def made_at(one: Migration) -> str:
    """As its first line says."""
    head = Path(str(modules[type(one).__module__].__file__)).read_text().partition("\n")[0]
    return head.rpartition(" on ")[2]


def schema() -> list[Any]:
    """All that the database says about the tables: columns, constraints, indexes and triggers."""
    asked = (
        "SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '' FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '' FROM pg_trigger WHERE NOT tgisinternal",
    )
    with connection.cursor() as cursor:
        found = []
        for words in asked:
            cursor.execute(words)
            found += cursor.fetchall()
    return sorted(found)
