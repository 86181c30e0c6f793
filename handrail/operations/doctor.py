"""`handrail doctor`: looks at everything an installation needs, changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import psycopg
from rich.console import Console
from rich.table import Table

from handrail.operations import (
    backup_findings,
    consent_findings,
    crisis_findings,
    findings,
    key_findings,
    ledger_findings,
    mail_findings,
    server_findings,
)
from handrail.operations.cluster import Cluster
from handrail.operations.findings import Finding

OF_SERVER = (
    findings.version, findings.durable, server_findings.patience, server_findings.role, server_findings.transport,
    findings.pending_restart, findings.clocks, backup_findings.handing_over,
)  # fmt: skip
OF_HANDRAIL = (
    findings.migrations, findings.deliveries, findings.worker, consent_findings.consent, key_findings.keys, ledger_findings.checkpoint,
    crisis_findings.on_call, crisis_findings.mailboxes, crisis_findings.numbers, crisis_findings.kept, crisis_findings.looks_beside,
    crisis_findings.days,
)  # fmt: skip


def run(data: Path) -> bool:
    """Examine the installation in `data` and print the table; returns True when all is well."""
    os.environ["HANDRAIL_DATA"] = str(data)
    os.environ.setdefault("DATABASE_URL", address(data))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    django.setup()
    return show(examine(data))


def examine(data: Path) -> list[Finding]:
    """Everything found about the installation in `data`, whether or not it runs."""
    return [
        findings.python(),
        findings.room(data),
        *_of_database(data),
        ledger_findings.verification(),
        *backup_findings.backups(data),
        mail_findings.returned_mail(),
        findings.static_files(data / "static"),
    ]


def _of_database(data: Path) -> Iterator[Finding]:
    try:
        with psycopg.connect(address(data), autocommit=True, connect_timeout=3) as connection:
            yield from (look(connection) for look in OF_SERVER)
            yield from (_look_in_tables(look, connection) for look in OF_HANDRAIL)
    except psycopg.OperationalError:
        yield Finding("PostgreSQL", False, "does not answer", "Start it with `handrail up`.")


def _look_in_tables(look: Callable[[psycopg.Connection], Finding], connection: psycopg.Connection) -> Finding:
    try:
        return look(connection)
    except psycopg.errors.UndefinedTable:
        return Finding(look.__name__.capitalize(), False, "no table yet", "Run `handrail migrate`.")


def address(data: Path) -> str:
    """DATABASE_URL, else that of the private database."""
    return os.environ.get("DATABASE_URL") or Cluster(data).url()


def show(found: list[Finding], console: Console | None = None) -> bool:
    """Print the table; returns True when all is well."""
    table = Table(box=None, pad_edge=False)
    for heading in ("", "Check", "Found", "What to do"):
        table.add_column(heading, overflow="fold")
    for finding in found:
        mark = "ok" if finding.well else "[bold red]look[/]"
        table.add_row(mark, finding.name, finding.says, "" if finding.well else finding.do)
    (console or Console()).print(table)
    return all(finding.well for finding in found)
