"""A process that is killed at its nth step, for n = 1, 2, 3 … until it gets through (the way SQLite tests crashes).

A step is a statement sent to the database, before it and after it, or a message handed to a carrier. `kill -9` comes
from the process itself at that step: nothing is caught, nothing is cleaned up.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

MOST = 400
#: What the connection of a process that is to be killed is called, and how long the server may take to let go of it.
NAME, PATIENCE = "to-be-killed", 30


class Steps:
    """Counts the steps of this process and kills it at the nth."""

    def __init__(self, last: int) -> None:
        self.left = last

    def take(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """For `connection.execute_wrapper`."""
        self.take()
        answer = execute(sql, params, many, context)
        self.take()
        return answer

    def carrier(self, hand: Callable[[str, str, str], str]) -> Callable[[str, str, str], str]:
        """The same around a carrier of messages."""

        def counted(address: str, words: str, key: str) -> str:
            self.take()
            answer = hand(address, words, key)
            self.take()
            return answer

        return counted


def killed_at_each_step(work: Callable[[Steps], None]) -> Iterator[int]:
    """Run `work` in a process of its own, killed at step 1, 2, 3 …; yields after each. Ends when it got through."""
    for last in range(1, MOST):
        if not killed_at(last, work):
            return
        yield last
    raise AssertionError("it never got through")


def killed_at(last: int, work: Callable[[Steps], None]) -> bool:
    """Run `work` in a process of its own that is killed at this step; False when it got through before."""
    child = os.fork()
    if child == 0:
        _run(work, Steps(last))
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "it failed by itself"
        return False
    assert os.WTERMSIG(status) == signal.SIGKILL
    _wait_until_gone()
    return True


def _wait_until_gone() -> None:
    """Until the server has noticed: as long as it has not, what the dead one held is locked, and passed over by others."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [NAME])
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.02)
    raise AssertionError("the server still holds what the killed process held")


def _run(work: Callable[[Steps], None], steps: Steps) -> None:
    # The parent's connections are the parent's: this process opens its own, and closes none of theirs.
    theirs, code = connection.connection, 1
    # Whatever stands still here would hold up its parent for ever: the alarm ends it by another signal.
    signal.alarm(60)
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["OPTIONS"]["application_name"] = NAME
    connection.connection = None
    try:
        with connection.execute_wrapper(steps.around):
            work(steps)
            # It is done, and nobody has been told.
            steps.take()
        assert theirs is None or theirs is not connection.connection
        code = 0
    finally:
        # Whatever went wrong: this process must not go on as another run of the tests.
        os._exit(code)
