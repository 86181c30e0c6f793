"""`migrate`, as Django's, with each migration whole: see operations/migrating.py."""

from __future__ import annotations

from django.core.management.commands import migrate

from handrail.operations.migrating import WholeExecutor

#: Django's command names its executor in its own module and has no other way to give it one.
migrate.MigrationExecutor = WholeExecutor  # type: ignore[misc]

Command = migrate.Command
