"""`migrate`, as Django's, with each migration whole (operations/migrating.py) and fewer models drawn (drawing.py)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from handrail.operations.drawing import drawn_alone
from handrail.operations.migrating import WholeExecutor

#: Django's command names its executor in its own module and has no other way to give it one.
migrate.MigrationExecutor = WholeExecutor  # type: ignore[misc]


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with drawn_alone():
            super().handle(*args, **options)
