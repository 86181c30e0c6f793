"""`handrail watch replay`: a file of check-ins in, the alerts of each evening out."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from handrail.clinical.early_warning.engine import Engine
from handrail.operations.importing.report import Refused
from handrail.operations.replaying.diaries import Diaries, Reader, by_day, open_sheet
from handrail.operations.replaying.evenings import tell
from handrail.operations.replaying.listening import choose, scales

HEADER = ["person", "day", "level", "index"]
KEPT = "No alerts were written."
DONE, WRONG = 0, 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    file: Path
    person: str
    day: str
    out: Path
    signals: str | None = None
    scale: Sequence[str] = ()
    explain: bool = False
    skip_bad: bool = False


def run(wanted: Wanted) -> tuple[int, str]:
    """Replay and write. Returns (exit code, what to say); nothing is written unless all of the file could be read."""
    try:
        return DONE, _replay(wanted)
    except Refused as refusal:
        return WRONG, f"{wanted.file.name}: {refusal.line} {KEPT}"
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return WRONG, f"{wanted.out} cannot be written ({reason}). {KEPT} Name another file with --out."


def _replay(wanted: Wanted) -> str:
    if wanted.out.resolve() == wanted.file.resolve():
        raise Refused("--out names the file itself.", "Name another one.")
    sheet = open_sheet(wanted.file)
    signals = choose(sheet.columns, wanted.signals, scales(wanted.scale))
    reader = Reader(sheet, wanted.person, wanted.day, signals, skip_bad=wanted.skip_bad)
    diaries, engine = reader.read(), Engine(signals)
    with _whole(wanted.out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*HEADER, *(["explanation"] if wanted.explain else [])])
        rows = list(_rows(diaries, engine, wanted.explain))
        writer.writerows(rows)
    return _summary(diaries, engine, len(rows), wanted.out)


def _rows(diaries: Diaries, engine: Engine, explain: bool) -> Iterator[list[str]]:
    dated = bool(diaries.dated)
    for person, diary in diaries.people.items():
        days = by_day(diary, engine.signals)
        for told in tell(engine, days, diaries.last, why=explain, dated=dated):
            said = [told.why] if explain else []
            yield [person, _written(told.day, dated), told.level, f"{told.index:.3f}", *said]


def _written(day: int, dated: bool) -> str:
    return date.fromordinal(day).isoformat() if dated else str(day)


@contextmanager
def _whole(out: Path) -> Iterator[IO[str]]:
    """A file that takes the place of `out` once it is whole; when anything goes wrong, `out` stays as it was."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=out.parent, prefix=".alerts-", delete=False
    ) as file:
        try:
            yield file
            file.flush()
            os.fchmod(file.fileno(), 0o600)
            Path(file.name).replace(out)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _summary(diaries: Diaries, engine: Engine, count: int, out: Path) -> str:
    dated = bool(diaries.dated)
    span = f"{_written(diaries.first, dated)} to {_written(diaries.last, dated)}"
    skipped = f", {diaries.skipped} left out" if diaries.skipped else ""
    return (
        f"{len(diaries.people)} people, {diaries.rows} rows{skipped}, days {span}, "
        f"listening to {', '.join(engine.names)}: {count} alerts written to {out}.\n"
        "An alert says that something changed from a person's own usual. It does not say why, and it shows neither "
        "benefit nor how long before a return to use it comes."
    )
