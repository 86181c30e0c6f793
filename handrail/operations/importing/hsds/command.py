"""`handrail import services FILE`: looked at whole first; then all of it is written, or nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.operations.importing.applying import REFUSED_FILE, REFUSED_ROWS, VIA
from handrail.operations.importing.hsds.reading import Read, read
from handrail.operations.importing.report import KEPT, Refused, Report
from handrail.pillars.case_management import actions as cases


def run(file: Path, source: str, apply: bool, may_shrink: bool) -> tuple[int, str]:
    """(exit code, report): 0 taken, 1 rows to put right, 2 the file cannot be read or taken at all."""
    with _uncollected():
        return _run(file, source, apply, may_shrink)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Everything of a file stays until it is written: looking through it for garbage again and again finds none."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _run(file: Path, source: str, apply: bool, may_shrink: bool) -> tuple[int, str]:
    report = Report(file.name)
    act = Act(actor=None, at=timezone.now(), via=VIA)
    try:
        found = read(file, report, organisation_day(act.at))
        if report.refusals.count:
            return REFUSED_ROWS, _plain(report.refused())
        taken = _taken(found, source or file.stem, act, apply, may_shrink)
    except Refused as refusal:
        return REFUSED_FILE, _plain(f"{file.name}: {refusal.line} {KEPT}")
    except cases.TooManyGone as cut:
        return REFUSED_FILE, _plain(
            f"{file.name}: {cut} {KEPT} If the file is whole, run it again with --may-shrink."
        )
    except DatabaseError as error:
        return REFUSED_FILE, _plain(
            f"{file.name}: The database did not take it ({type(error).__name__}). {KEPT} See handrail doctor."
        )
    return 0, _plain(_told(report, taken, apply))


def _taken(found: Read, source: str, act: Act, apply: bool, may_shrink: bool) -> cases.Taken:
    with transaction.atomic():
        taken = cases.take_in(source, found.offers, file=found.digest, act=act, may_shrink=may_shrink)
        if not apply:
            transaction.set_rollback(True)
    return taken


def _told(report: Report, taken: cases.Taken, applied: bool) -> str:
    head = f"{report.file}: {report.rows} services read. {'Written.' if applied else f'Dry run. {KEPT}'}"
    counts = f"Added: {taken.added}. Changed: {taken.changed}. As before: {taken.same}. Gone: {taken.gone}."
    return "\n".join(
        [head, counts] + ([] if applied else ["To write it, run the same command again with --apply."])
    )


def _plain(text: str) -> str:
    """A file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")
