"""One file taken in, or only looked at: all of it in one transaction, or nothing."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.operations.importing.cells import Field
from handrail.operations.importing.events import FileImported
from handrail.operations.importing.mapping import read_mapping
from handrail.operations.importing.report import KEPT, Refused, Report
from handrail.operations.importing.table import Table, open_table

VIA = "import"
ROWS_AT_ONCE = 1000
REFUSED_ROWS, REFUSED_FILE = 1, 2

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Filing:
    """One import on its way. `write` is False for a dry run."""

    table: Table
    report: Report
    act: Act
    write: bool

    @property
    def writes(self) -> bool:
        """Once a row was refused nothing more is written: all of it will be undone."""
        return self.write and not self.report.refusals.count


@dataclass(frozen=True, slots=True)
class Kind:
    """What is imported: its fields, those of which one must be there, and how rows are taken."""

    name: str
    fields: Sequence[Field]
    take: Callable[[Filing], None]
    one_of: Sequence[str] = ()


def carry_out(kind: Kind, file: Path, mapping: Path | None, apply: bool) -> tuple[int, str]:
    """(exit code, report): 0 taken, 1 rows to put right, 2 the file or its mapping cannot be read at all."""
    try:
        report = _taken(kind, file, mapping, apply)
    except Refused as refusal:
        return REFUSED_FILE, _printable(f"{file.name}: {refusal.line} {KEPT}")
    except DatabaseError as error:
        # Its message may hold a person's words: only the kind is said.
        return REFUSED_FILE, _printable(
            f"{file.name}: The database did not take it ({type(error).__name__}). {KEPT} See handrail doctor."
        )
    if report.refusals.count:
        return REFUSED_ROWS, _printable(report.refused())
    return 0, _printable(report.accepted(applied=apply))


def _taken(kind: Kind, file: Path, mapping: Path | None, apply: bool) -> Report:
    table = open_table(
        file, read_mapping(mapping, [field.name for field in kind.fields]), kind.fields, kind.one_of
    )
    report = Report(file.name, unused=table.unused())
    filing = Filing(table, report, Act(actor=None, at=timezone.now(), via=VIA), apply)
    with transaction.atomic():
        if apply:
            _be_alone()
        kind.take(filing)
        if filing.writes and any(report.added.values()):
            announce(_applied(kind, filing), act=filing.act)
        if report.refusals.count:
            transaction.set_rollback(True)
    return report


def _be_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('handrail import'))")
        if not cursor.fetchone()[0]:
            raise Refused("Another import is running.", "Run this again when it has ended.")


def _applied(kind: Kind, filing: Filing) -> FileImported:
    report = filing.report
    return FileImported(
        1, None, kind.name, filing.table.digest, report.rows, next(iter(report.added.values())), _operator()
    )


def _operator() -> str:
    """The account on this machine that runs the command; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def in_lots(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Some thousand at a time: one question to the database for all of them, and memory stays bounded."""
    rest = iter(items)
    while lot := list(islice(rest, ROWS_AT_ONCE)):
        yield lot


def _printable(text: str) -> str:
    """A file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")
