"""`handrail watch replay`: a file of check-ins in, the alerts of each evening out."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.evening import Answers
from handrail.operations.importing.report import Refused
from handrail.operations.replaying.diaries import STANDARD_INPUT, Diaries, Reader, by_day, open_sheet
from handrail.operations.replaying.evenings import tell
from handrail.operations.replaying.listening import absent, choose, scales

HEADER = ["person", "day", "level", "index"]
KEPT = "No alerts were written."
LIMITS = (
    "An alert says that something changed from a person's own usual. It does not say why, and it shows neither "
    "benefit nor how long before a return to use it comes."
)
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
    own_end: bool = False


@dataclass(slots=True)
class Counted:
    """What was lived through: alerts written, days made of several rows, days without any of the answers, and alerts

    on days after a person's last row.
    """

    alerts: int = 0
    joined: int = 0
    empty: int = 0
    after: int = 0


def run(wanted: Wanted) -> tuple[int, str]:
    """Replay and write. Returns (exit code, what to say); nothing is written unless all of the file could be read."""
    name = "standard input" if wanted.file == STANDARD_INPUT else wanted.file.name
    try:
        return DONE, _replay(wanted)
    except Refused as refusal:
        return WRONG, f"{name}: {refusal.line} {KEPT}"
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return WRONG, f"{wanted.out} cannot be written ({reason}). {KEPT} Name another file with --out."


def _replay(wanted: Wanted) -> str:
    _see_out(wanted)
    sheet = open_sheet(wanted.file)
    signals = choose(sheet.columns, wanted.signals, scales(wanted.scale))
    reader = Reader(sheet, wanted.person, wanted.day, signals, skip_bad=wanted.skip_bad)
    diaries, engine, counted = reader.read(), Engine(signals), Counted()
    with _whole(wanted.out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*HEADER, *(["explanation"] if wanted.explain else [])])
        writer.writerows(_rows(diaries, engine, wanted, counted))
    missing = absent(sheet.columns, wanted.signals)
    return "\n".join(
        [_summary(diaries, engine, counted, wanted.out), *_notes(diaries, missing, counted), LIMITS]
    )


def _see_out(wanted: Wanted) -> None:
    """A link or a device is never taken the place of: /dev/stdout belongs to everybody on the machine."""
    out = wanted.out
    if out.is_symlink() or (out.exists() and not out.is_file()):
        raise Refused(f"--out {out} is not a plain file.", "Name a file of its own.")
    if out.resolve() == wanted.file.resolve():
        raise Refused("--out names the file itself.", "Name another one.")


def _rows(diaries: Diaries, engine: Engine, wanted: Wanted, counted: Counted) -> Iterator[list[str]]:
    dated = bool(diaries.dated)
    for person, diary in diaries.people.items():
        days = by_day(diary, engine.signals)
        own = max(days)
        _count(days, len(diary.days), counted)
        until = own if wanted.own_end else diaries.last
        for told in tell(engine, days, until, why=wanted.explain, dated=dated):
            counted.alerts += 1
            counted.after += told.day > own
            said = [told.why] if wanted.explain else []
            yield [person, _written(told.day, dated), told.level, f"{told.index:.3f}", *said]


def _count(days: Mapping[int, Answers], rows: int, counted: Counted) -> None:
    counted.joined += rows - len(days)
    counted.empty += sum(all(answer is None for answer in answers) for answers in days.values())


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


def _summary(diaries: Diaries, engine: Engine, counted: Counted, out: Path) -> str:
    dated = bool(diaries.dated)
    span = f"{_written(diaries.first, dated)} to {_written(diaries.last, dated)}"
    skipped = f", {diaries.skipped} left out" if diaries.skipped else ""
    return (
        f"{len(diaries.people)} people, {diaries.rows} rows{skipped}, days {span}, "
        f"listening to {', '.join(engine.names)}: {counted.alerts} alerts written to {out}."
    )


def _notes(diaries: Diaries, missing: Sequence[str], counted: Counted) -> Iterator[str]:
    if diaries.skipped:
        yield f"The first row left out: {diaries.left_out}"
    if missing:
        yield f"Not in the file, so not listened to: {', '.join(missing)}."
    if counted.joined:
        yield f"Rows of a day that has another row: {counted.joined}. The highest craving and the mean of the rest count."
    if counted.empty:
        yield f"Days with a row but none of these answers: {counted.empty}. They count as missed check-ins."
    if counted.after:
        yield f"Alerts after a person's last row: {counted.after}. Missing counts until the file ends; --own-end leaves them out."
