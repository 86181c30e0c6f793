"""A migration and the line that says it was done are one transaction; and nobody waits behind one that waits.

Django commits a migration that goes back, or that makes an index or a key, and writes down afterwards that it did:
killed between the two, the database is at one state and says that it is at another, and no later start gets on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import chain
from typing import Any

from django.db import OperationalError, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from psycopg.errors import LockNotAvailable

#: Whoever asks for a table after a migration did waits as long as it waits; help may wait for a second.
WAITS = "SET LOCAL lock_timeout = '500ms'"
#: So often is a table asked for, and so many seconds lie between: two and a half minutes in all.
TRIES, PAUSE = 100, 1.0


def in_use(error: OperationalError) -> bool:
    """Whether somebody kept a table for longer than the migration waits for it."""
    return isinstance(error.__cause__, LockNotAvailable)


class WholeExecutor(MigrationExecutor):
    """Django's, with each step whole. Raises OperationalError, for which `in_use` holds, when a table stays in use."""

    tries = TRIES

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Forth, and written down."""
        # The first try takes the state as it is, and with it the classes drawn so far; one that is undone has changed
        # it, and the next begins from what was kept, whose classes are drawn when they are asked for.
        kept = ProjectState({key: model.clone() for key, model in state.models.items()}, state.real_apps)
        states = chain([state], iter(kept.clone, None))
        return self._whole(migration, super().apply_migration, lambda: next(states), fake, fake_initial)

    def unapply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False
    ) -> ProjectState:
        """Back, and written down."""
        return self._whole(migration, super().unapply_migration, lambda: state, fake)

    def _whole(
        self, migration: Migration, step: Callable[..., Any], state: Callable[[], ProjectState], *how: bool
    ) -> Any:
        if not migration.atomic:
            return step(state(), migration, *how)
        for left in reversed(range(self.tries)):
            try:
                with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
                    cursor.execute(WAITS)
                    return step(state(), migration, *how)
            except OperationalError as error:
                if not left or not in_use(error):
                    raise
                time.sleep(PAUSE)
        raise AssertionError("There is a last try.")
